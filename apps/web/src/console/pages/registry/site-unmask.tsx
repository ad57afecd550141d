import { unmaskSite } from '@wangjian/server/modules/registry/contract.ts';
import { Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import { ActionDialog } from '../../record/action-dialog.tsx';

interface Contact {
  readonly phones: readonly string[];
  readonly address: string | null;
}

/** Shows phone and address in full after a reason, which is audited; nothing of it is kept in the page. */
export function SiteUnmask({ siteId, onClose }: { siteId: string; onClose: () => void }) {
  const [contact, setContact] = useState<Contact | null>(null);
  if (contact) {
    return (
      <Modal
        open
        title="联系方式"
        onOk={onClose}
        onCancel={onClose}
        cancelButtonProps={{ hidden: true }}
        okText="看完了"
        width={420}
      >
        <dl className="record-head" style={{ gridTemplateColumns: '1fr' }}>
          <div>
            <dt>电话</dt>
            <dd className="num">{contact.phones.join('、') || '没有登记'}</dd>
          </div>
          <div>
            <dt>地址</dt>
            <dd>{contact.address ?? '没有登记'}</dd>
          </div>
        </dl>
      </Modal>
    );
  }
  // The dialog closes itself when the answer is there; the window with the contact takes its place.
  return (
    <ActionDialog<{ reason: string }>
      title="查看未脱敏的联系方式"
      ok="查看"
      onClose={() => undefined}
      onCancel={onClose}
      onSubmit={async ({ reason }) =>
        setContact(await call(unmaskSite, { params: { id: siteId }, body: { reason } }))
      }
    >
      <p className="soft">查看人、时间和理由会记入审计日志。</p>
      <Form.Item
        name="reason"
        label="查看理由"
        rules={[{ required: true, min: 4, message: '请写明理由，至少 4 个字' }]}
      >
        <Input.TextArea rows={3} maxLength={200} showCount autoFocus />
      </Form.Item>
    </ActionDialog>
  );
}
