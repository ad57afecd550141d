import { type FindingItem, listFindings } from '@wangjian/server/modules/findings/contract.ts';
import { Form } from 'antd';
import { call } from '../../../api/call.ts';
import { ActionDialog } from '../../record/action-dialog.tsx';
import { RecordSearch } from '../../record/record-search.tsx';

/** Merges findings into one: into the open one when several are selected, else into another of the same site. */
export function MergeDialog(props: {
  readonly findings: readonly FindingItem[];
  readonly current: FindingItem | undefined;
  readonly onMerge: (into: string) => Promise<unknown>;
  readonly onClose: () => void;
}) {
  const { findings, current } = props;
  const several = findings.length > 1;
  const siteId = findings[0]?.siteId;
  return (
    <ActionDialog<{ into: string }>
      title={several ? `把选中的 ${findings.length} 条并成一条` : '并入另一条发现'}
      ok="并入"
      width={620}
      initial={several && current ? { into: current.id } : undefined}
      onSubmit={({ into }) => props.onMerge(into)}
      onClose={props.onClose}
    >
      <Form.Item
        name="into"
        label={several ? '保留哪一条' : '并入同一网站的哪一条'}
        rules={[{ required: true, message: '请选择一条发现' }]}
      >
        <RecordSearch
          placeholder="输入句子或规则查找"
          known={several ? findings.map(optionOf) : []}
          find={async (q, signal) => {
            if (several && q === '') return [];
            const found = await call(listFindings, {
              query: { q: q || undefined, siteId, status: ['pending', 'confirmed'], pageSize: 20 },
              signal,
            });
            return found.items.filter((one) => several || one.id !== current?.id).map(optionOf);
          }}
        />
      </Form.Item>
    </ActionDialog>
  );
}

function optionOf(finding: FindingItem) {
  return { value: finding.id, label: `${finding.ruleTitle}　${finding.quote || finding.why}`.slice(0, 80) };
}
