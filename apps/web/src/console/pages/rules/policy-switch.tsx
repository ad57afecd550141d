import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getFindingPolicy, saveFindingPolicy } from '@wangjian/server/modules/findings/contract.ts';
import { App, Switch } from 'antd';
import { messageOf } from '../../../api/api-error.ts';
import { call } from '../../../api/call.ts';
import { useMay } from '../../session/use-me.ts';

/** Whether a certain violation opens a lead at once, or waits for triage like a suspect. */
export function PolicySwitch() {
  const queries = useQueryClient();
  const { message, modal } = App.useApp();
  const may = useMay('rule.configure');
  const policy = useQuery({
    queryKey: ['finding-policy'],
    queryFn: ({ signal }) => call(getFindingPolicy, { signal }),
  });
  const save = useMutation({
    mutationFn: (openLeadAtOnce: boolean) =>
      call(saveFindingPolicy, { body: { openLeadAtOnce, version: policy.data?.version ?? 1 } }),
    onSuccess: (next) => {
      queries.setQueryData(['finding-policy'], next);
      message.success(next.openLeadAtOnce ? '违法级发现会直接成为线索' : '全部发现都先甄别');
    },
    onError: (error) => {
      message.error(messageOf(error));
      void policy.refetch();
    },
  });
  if (!policy.data) return null;
  return (
    <span className="policy-switch">
      <Switch
        aria-label="违法级发现直接成为线索"
        checked={policy.data.openLeadAtOnce}
        disabled={!may}
        loading={save.isPending}
        onChange={(on) =>
          modal.confirm({
            title: on ? '让违法级发现直接成为线索？' : '全部发现都先甄别？',
            content: on
              ? '启用中规则的“违法”级发现将不经甄别直接进入待梳理线索。'
              : '今后“违法”级发现也先进入发现甄别，由执法员确认后才成为线索。',
            okText: '确定',
            cancelText: '取消',
            onOk: () => save.mutateAsync(on).catch(() => undefined),
          })
        }
      />
      违法级发现直接成为线索
    </span>
  );
}
