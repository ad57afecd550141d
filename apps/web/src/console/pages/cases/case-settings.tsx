import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getSettings, saveSettings } from '@wangjian/server/modules/cases/contract.ts';
import { Alert, App, Button, Form, Input } from 'antd';
import type { z } from 'zod';
import { call } from '../../../api/call.ts';
import { ProblemNote } from '../../record/problem-note.tsx';
import { PageFrame } from '../../shell/page-frame.tsx';
import { QueryState } from '../../shell/query-state.tsx';
import { MoneyInput } from './money.tsx';

type Settings = z.output<NonNullable<typeof getSettings.result>>;

/** 听证标准: what counts as 较大数额, which provinces and departments set. */
export default function CaseSettings() {
  const settings = useQuery({
    queryKey: ['case-settings'],
    queryFn: ({ signal }) => call(getSettings, { signal }),
  });
  return (
    <PageFrame>
      <div className="panel" style={{ maxWidth: 760 }}>
        <QueryState query={settings}>{(data) => <SettingsForm key={data.version} data={data} />}</QueryState>
      </div>
    </PageFrame>
  );
}

function SettingsForm({ data }: { data: Settings }) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const save = useMutation({
    mutationFn: (values: Omit<Settings, 'version' | 'unverified'>) =>
      call(saveSettings, { body: { ...values, version: data.version } }),
    onSuccess: (fresh) => {
      queries.setQueryData(['case-settings'], fresh);
      message.success('已保存');
    },
  });
  const must = [{ required: true, message: '请填写金额' }];
  return (
    <>
      {data.unverified && (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 14 }}
          title="下面的数额是平台预设，未核对原文。请按本省、本部门的规定填写依据并保存，保存后去掉“未核对”标记。"
        />
      )}
      <Form
        layout="vertical"
        initialValues={{ ...data, basis: data.unverified ? '' : data.basis }}
        onFinish={(values) => !save.isPending && save.mutate(values)}
      >
        <div className="form-grid">
          <Form.Item name="personFine" label="对自然人较大数额罚款" rules={must}>
            <MoneyInput />
          </Form.Item>
          <Form.Item name="unitFine" label="对法人、其他组织较大数额罚款" rules={must}>
            <MoneyInput />
          </Form.Item>
          <span />
          <Form.Item name="personForfeit" label="对自然人没收较大数额、价值" rules={must}>
            <MoneyInput />
          </Form.Item>
          <Form.Item name="unitForfeit" label="对法人、其他组织没收较大数额、价值" rules={must}>
            <MoneyInput />
          </Form.Item>
          <span />
          <Form.Item
            name="basis"
            label="依据"
            className="full"
            rules={[{ required: true, min: 2, whitespace: true, message: '请写明依据的规定' }]}
          >
            <Input maxLength={300} placeholder="如：×× 省行政处罚听证程序规定第 × 条" />
          </Form.Item>
        </div>
        {save.error && <ProblemNote error={save.error} />}
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          保存
        </Button>
      </Form>
    </>
  );
}
