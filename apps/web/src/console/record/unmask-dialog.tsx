import { Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { ActionDialog } from './action-dialog.tsx';

type Shown = readonly (readonly [name: string, words: string | null])[];

/** Shows personal data in full after a reason, which is audited; nothing of it is kept in the page. */
export function UnmaskDialog(props: {
  readonly title: string;
  readonly load: (reason: string) => Promise<Shown>;
  readonly onClose: () => void;
}) {
  const [shown, setShown] = useState<Shown | null>(null);
  if (shown) {
    return (
      <Modal
        open
        title={props.title}
        onOk={props.onClose}
        onCancel={props.onClose}
        cancelButtonProps={{ hidden: true }}
        okText="看完了"
        width={420}
      >
        <dl className="record-head" style={{ gridTemplateColumns: '1fr' }}>
          {shown.map(([name, words]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd className="num">{words || '没有登记'}</dd>
            </div>
          ))}
        </dl>
      </Modal>
    );
  }
  // The dialog closes itself when the answer is there; the window with the data takes its place.
  return (
    <ActionDialog<{ reason: string }>
      title={`查看未脱敏的${props.title}`}
      ok="查看"
      onClose={() => undefined}
      onCancel={props.onClose}
      onSubmit={async ({ reason }) => setShown(await props.load(reason))}
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
