import {
  type Attachment,
  attachmentFile,
  type InspectionDetail,
  withdrawAttachment,
} from '@wangjian/server/modules/inspections/contract.ts';
import { Button, Form, Input, Tag } from 'antd';
import { useState } from 'react';
import { addressOf, call } from '../../../api/call.ts';
import { ActionDialog } from '../../record/action-dialog.tsx';
import { secondOf } from '../../time-words.ts';
import { ROLE_NAMES } from './inspection-words.ts';

/** Photos and signatures with place, time and hash; withdrawn ones stay, with the reason. */
export function InspectionPictures({ one, onChange }: { one: InspectionDetail; onChange: () => void }) {
  const [taking, setTaking] = useState<Attachment | null>(null);
  if (one.attachments.length === 0)
    return <p className="soft">还没有照片和签名。在“填写记录表”中拍照、签名。</p>;
  return (
    <ul className="picture-cards">
      {one.attachments.map((picture) => (
        <li key={picture.id} className={picture.withdrawnWhy ? 'withdrawn' : undefined}>
          <a
            href={addressOf(attachmentFile.path, { id: one.id, attachmentId: picture.id })}
            target="_blank"
            rel="noreferrer"
          >
            <img
              alt={picture.fileName}
              src={addressOf(attachmentFile.path, { id: one.id, attachmentId: picture.id })}
            />
          </a>
          <div>
            <b>
              {picture.role
                ? `${ROLE_NAMES[picture.role]}签名：${picture.signer}`
                : picture.note || '现场照片'}
            </b>
            <div className="soft num">
              {secondOf(picture.takenAt)}　{picture.by}
            </div>
            <div className="soft">
              {picture.latitude !== null && picture.longitude !== null
                ? `位置 ${picture.latitude.toFixed(5)}，${picture.longitude.toFixed(5)}${picture.accuracy === null ? '' : `（误差约 ${Math.round(picture.accuracy)} 米）`}`
                : (picture.place ?? '没有位置信息')}
            </div>
            <div className="soft break num">SHA-256 {picture.sha256}</div>
            {picture.late && <Tag color="orange">办结后收到</Tag>}
            {picture.kind === 'signature' && !picture.current && (
              <Tag color="orange">签名后内容有改动，已失效</Tag>
            )}
            {picture.withdrawnWhy ? (
              <Tag>已撤下：{picture.withdrawnWhy}</Tag>
            ) : (
              one.allowed.includes('attach') && (
                <Button size="small" onClick={() => setTaking(picture)}>
                  撤下
                </Button>
              )
            )}
          </div>
        </li>
      ))}
      {taking && (
        <ActionDialog<{ reason: string }>
          title="撤下照片或签名"
          ok="撤下"
          onSubmit={async ({ reason }) => {
            await call(withdrawAttachment, {
              params: { id: one.id, attachmentId: taking.id },
              body: { reason },
            });
            onChange();
          }}
          onClose={() => setTaking(null)}
        >
          <p className="soft">原件和理由会保留，记录表上不再出现。</p>
          <Form.Item
            name="reason"
            label="理由"
            rules={[{ required: true, min: 2, message: '请写明理由，至少 2 个字' }]}
          >
            <Input.TextArea rows={2} maxLength={500} />
          </Form.Item>
        </ActionDialog>
      )}
    </ul>
  );
}
