import { useQueryClient } from '@tanstack/react-query';
import { type CampaignDetail, settleEdition } from '@wangjian/server/modules/campaigns/contract.ts';
import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import { ActionDialog } from '../../record/action-dialog.tsx';

const KINDS = { changed: '修改', added: '新增', removed: '取消' } as const;

/** What the superior changed since this bureau last decided, side by side; the bureau takes it or keeps its own plan. */
export function SuperiorChanges({ campaign, onReload }: { campaign: CampaignDetail; onReload: () => void }) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [take, setTake] = useState<boolean | null>(null);
  const { superior } = campaign;
  if (!superior || superior.changes.length === 0) return null;
  const may = campaign.allowed.includes('settle');
  return (
    <section className="panel" aria-label="上级方案的修订">
      <h2>上级方案有修订（第 {superior.edition} 版），本局方案还没有改动</h2>
      {superior.reason && <p>修订理由：{superior.reason}</p>}
      <table className="plain-table campaign-task">
        <thead>
          <tr>
            <th>内容</th>
            <th>变动</th>
            <th>原来</th>
            <th>现在</th>
          </tr>
        </thead>
        <tbody>
          {superior.changes.map((change) => (
            <tr key={change.name}>
              <td>{change.name}</td>
              <td>{KINDS[change.kind]}</td>
              <td>
                <p className="campaign-words">{change.before}</p>
              </td>
              <td>
                <p className="campaign-words">{change.after}</p>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {may && (
        <div className="form-buttons">
          <Button type="primary" onClick={() => setTake(true)}>
            采用上级修订
          </Button>
          <Button onClick={() => setTake(false)}>不改本局方案</Button>
        </div>
      )}
      {take !== null && (
        <ActionDialog<{ opinion?: string }>
          title={take ? '采用上级修订' : '不改本局方案'}
          ok={take ? '采用' : '确定'}
          onReload={onReload}
          onClose={() => setTake(null)}
          onSubmit={async ({ opinion }) => {
            const fresh = await call(settleEdition, {
              params: { id: campaign.id },
              body: { version: campaign.version, edition: superior.edition, take, opinion: opinion ?? '' },
            });
            queries.setQueryData(['campaign', campaign.id], fresh);
            void queries.invalidateQueries({ queryKey: ['campaign-work', campaign.id] });
            message.success(take ? '已按上级修订更新本局方案' : '已记录');
          }}
        >
          <p className="soft">
            {take
              ? '本局自己改过的内容保留不变，其余按上级修订更新；已经印发的，各单位会收到通知。新增的任务请在“修订方案”中分解到单位。'
              : '本局方案不变，理由记入办理日志，上级可以看到。'}
          </p>
          <Form.Item
            name="opinion"
            label={take ? '说明（可不填）' : '理由'}
            rules={take ? [] : [{ required: true, min: 2, message: '请写明理由' }]}
          >
            <Input.TextArea maxLength={1000} autoSize={{ minRows: 2 }} />
          </Form.Item>
        </ActionDialog>
      )}
    </section>
  );
}
