import { JOINT_PART_STATUS_NAMES } from '@wangjian/core/joint.ts';
import {
  changeContact,
  declineJoint,
  inviteUnit,
  type JointDetail,
  type JointPart,
  joinJoint,
  reinviteUnit,
  removeUnit,
  reportPart,
  unmaskContact,
} from '@wangjian/server/modules/joint/contract.ts';
import { Button, Checkbox, Form, Input, Tag } from 'antd';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import { oneTimeKey } from '../../one-time-key.ts';
import { ActionDialog } from '../../record/action-dialog.tsx';
import { UnmaskDialog } from '../../record/unmask-dialog.tsx';
import { useMay } from '../../session/use-me.ts';
import { Word } from '../../word-tag.tsx';
import { UnitSelect } from './unit-select.tsx';
import { useSaved } from './use-joint.ts';

type PartAction = JointPart['allowed'][number];
const LABELS: Record<PartAction, string> = {
  join: '确认参加',
  decline: '不参加',
  report: '报送结果',
  contact: '联系人',
  remove: '移出',
  invite: '重新邀请',
};
interface Values {
  words: string;
  shared?: boolean;
  contactName?: string;
  contactPost?: string;
  contactPhone?: string;
}
const least = [{ required: true, min: 2, message: '请至少写两个字' }];

/** 参加单位: who takes part, with its duty, contact and what it may do now. */
export function JointParts({ work }: { work: JointDetail }) {
  const mayUnmask = useMay('personal.unmask');
  const [asked, setAsked] = useState<{ part: JointPart; action: PartAction } | null>(null);
  const [shown, setShown] = useState<JointPart | null>(null);
  const [inviting, setInviting] = useState(false);
  return (
    <>
      {work.allowed.includes('invite') && (
        <div className="joint-bar">
          <Button onClick={() => setInviting(true)}>邀请单位</Button>
        </div>
      )}
      {work.parts.map((part) => (
        <article key={part.id} className="joint-card">
          <b>{part.name}</b>　{part.leads && <Tag color="blue">牵头</Tag>}
          {part.own && !part.leads && <Tag>本单位</Tag>}
          <Word of={JOINT_PART_STATUS_NAMES} value={part.status} />
          {part.orgId === null && <Tag>没有账号，由牵头单位代为登记</Tag>}
          {part.duty && <p className="joint-words">{part.duty}</p>}
          {part.answer && <p className="soft">{part.answer}</p>}
          <p className="soft">
            联系人：{[part.contactName, part.contactPost].filter(Boolean).join('　') || '未登记'}
            {part.contactPhone && `　${part.contactPhone}`}
            {part.contactPhone && mayUnmask && (
              <Button type="link" size="small" onClick={() => setShown(part)}>
                查看完整号码
              </Button>
            )}
          </p>
          {part.allowed.length > 0 && (
            <div className="joint-buttons">
              {part.allowed.map((action) => (
                <Button
                  key={action}
                  size="small"
                  type={action === 'join' ? 'primary' : 'default'}
                  danger={action === 'remove'}
                  onClick={() => setAsked({ part, action })}
                >
                  {LABELS[action]}
                </Button>
              ))}
            </div>
          )}
        </article>
      ))}
      {asked && <PartDialog work={work} {...asked} onClose={() => setAsked(null)} />}
      {inviting && <InviteDialog work={work} onClose={() => setInviting(false)} />}
      {shown && (
        <UnmaskDialog
          title="联系电话"
          onClose={() => setShown(null)}
          load={async (reason) => {
            const params = { id: work.id, thingId: shown.id };
            const { contactPhone } = await call(unmaskContact, { params, body: { reason } });
            return [[shown.contactName ?? '电话', contactPhone]];
          }}
        />
      )}
    </>
  );
}

function ContactFields() {
  return (
    <>
      <Form.Item name="contactName" label="联系人">
        <Input maxLength={30} />
      </Form.Item>
      <Form.Item name="contactPost" label="职务">
        <Input maxLength={30} />
      </Form.Item>
      <Form.Item name="contactPhone" label="联系电话" extra="不改就留空；保存后只显示脱敏号码。">
        <Input maxLength={40} />
      </Form.Item>
    </>
  );
}

function PartDialog(props: { work: JointDetail; part: JointPart; action: PartAction; onClose: () => void }) {
  const { work, part, action } = props;
  const { saved, reload } = useSaved(work.id);
  const params = { params: { id: work.id, thingId: part.id } };
  const { version } = part;
  const submit = async ({ words, shared = true, ...contact }: Values) => {
    const given = {
      contactName: contact.contactName || null,
      contactPost: contact.contactPost || null,
      ...(contact.contactPhone ? { contactPhone: contact.contactPhone } : {}),
    };
    switch (action) {
      case 'join':
        return saved(await call(joinJoint, { ...params, body: { version, ...given } }), '已确认参加');
      case 'contact':
        return saved(await call(changeContact, { ...params, body: { version, ...given } }), '已保存联系人');
      case 'decline':
        return saved(
          await call(declineJoint, { ...params, body: { version, reason: words } }),
          '已答复不参加',
        );
      case 'report':
        return saved(
          await call(reportPart, { ...params, body: { version, text: words, shared } }),
          '已报送结果',
        );
      case 'remove':
        return saved(await call(removeUnit, { ...params, body: { version, reason: words } }), '已移出');
      case 'invite':
        return saved(await call(reinviteUnit, { ...params, body: { version } }), '已重新邀请');
    }
  };
  return (
    <ActionDialog<Values>
      title={`${LABELS[action]}：${part.name}`}
      ok={action === 'contact' ? '保存' : LABELS[action]}
      danger={action === 'remove'}
      initial={{
        contactName: part.contactName ?? '',
        contactPost: part.contactPost ?? '',
        shared: true,
      }}
      onClose={props.onClose}
      onReload={reload}
      onSubmit={submit}
    >
      {(action === 'join' || action === 'contact') && <ContactFields />}
      {action === 'invite' && <p>重新邀请后，该单位可以再次看到本次联合工作。</p>}
      {(action === 'decline' || action === 'remove' || action === 'report') && (
        <Form.Item name="words" label={action === 'report' ? '本单位结果' : '原因'} rules={least}>
          <Input.TextArea rows={4} maxLength={2000} />
        </Form.Item>
      )}
      {action === 'report' && (
        <Form.Item name="shared" valuePropName="checked">
          <Checkbox>共享给全部参加单位</Checkbox>
        </Form.Item>
      )}
    </ActionDialog>
  );
}

function InviteDialog({ work, onClose }: { work: JointDetail; onClose: () => void }) {
  const { saved, reload } = useSaved(work.id);
  const [key] = useState(oneTimeKey);
  return (
    <ActionDialog<Values & { orgId?: string; name?: string; duty?: string }>
      title="邀请单位"
      ok="邀请"
      onClose={onClose}
      onReload={reload}
      onSubmit={async ({ orgId, name, duty, contactName, contactPost, contactPhone }) =>
        saved(
          await call(inviteUnit, {
            params: { id: work.id },
            body: {
              orgId: orgId ?? null,
              name,
              duty,
              contactName: contactName || null,
              contactPost: contactPost || null,
              contactPhone: contactPhone || null,
              key,
            },
          }),
          '已邀请',
        )
      }
    >
      <Form.Item name="orgId" label="单位">
        <UnitSelect />
      </Form.Item>
      <Form.Item name="name" label="没有账号的单位（填名称）">
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="duty" label="职责分工">
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
      <ContactFields />
    </ActionDialog>
  );
}
