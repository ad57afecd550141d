import { Link } from '@tanstack/react-router';
import type { InspectionDetail, Rectification } from '@wangjian/server/modules/inspections/contract.ts';
import {
  confirmRectification,
  dropRectification,
  recheckInspection,
} from '@wangjian/server/modules/inspections/rectifications/contract.ts';
import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { messageOf } from '../../../api/api-error.ts';
import { call } from '../../../api/call.ts';
import { EvidenceCard } from '../../evidence/evidence-card.tsx';
import { oneTimeKey } from '../../one-time-key.ts';
import { ActionDialog } from '../../record/action-dialog.tsx';
import { SafeLink } from '../../record/safe-link.tsx';
import { minuteOf } from '../../time-words.ts';
import { Word } from '../../word-tag.tsx';
import { AfterPhoto } from './after-photo.tsx';
import { RECTIFICATION_STATUS_NAMES } from './inspection-words.ts';

/** 整改: each thing to be put right, with its evidence of before and after, side by side. */
export function RectificationTab({ one, onChange }: { one: InspectionDetail; onChange: () => void }) {
  const { message } = App.useApp();
  const [asked, setAsked] = useState<{ item: Rectification; what: 'confirm' | 'drop' } | null>(null);
  const [shown, setShown] = useState<string | null>(null);
  const online = one.rectifications.some(({ status, kind }) => status === 'open' && kind !== 'on-site');
  return (
    <>
      <p className="soft">
        改正期限 {one.correctBy ?? '—'}
        。网页由监测复查：未再发现问题，并且整改前、整改后的网页都已固证，才自动办结；
        现场的问题由执法员上传整改后的照片确认。
      </p>
      {online && one.allowed.includes('attach') && (
        <Button
          type="primary"
          onClick={() =>
            void call(recheckInspection, { params: { id: one.id }, body: { key: oneTimeKey() } })
              .then(() => {
                message.success('已派监测复查');
                onChange();
              })
              .catch((error: unknown) => message.error(messageOf(error)))
          }
        >
          现在复查网页
        </Button>
      )}
      <ul className="rectifications">
        {one.rectifications.map((item) => (
          <li key={item.id}>
            <div>
              <Word of={RECTIFICATION_STATUS_NAMES} value={item.status} />
              {item.overdue && <b className="bad"> 已超期</b>}
              <span className="break"> {item.words}</span>
            </div>
            {item.url && <SafeLink url={item.url} />}
            <div className="soft">
              {item.checks > 0 && `复查 ${item.checks} 次，最近 ${minuteOf(item.checkedAt)}。`}
              {item.lastResult}
              {item.closedOn && `（${item.closedOn} ${item.closedBy}）`}
              {item.patrolId && (
                <>
                  {' '}
                  <Link to={`/patrols/${item.patrolId}`}>查看复查</Link>
                </>
              )}
            </div>
            <div className="field-choices">
              {(item.beforeEvidenceId || item.afterEvidenceId) && (
                <Button size="small" onClick={() => setShown(shown === item.id ? null : item.id)}>
                  整改前后的网页证据
                </Button>
              )}
              {item.allowed.includes('confirm') && (
                <Button size="small" onClick={() => setAsked({ item, what: 'confirm' })}>
                  确认整改到位
                </Button>
              )}
              {item.allowed.includes('drop') && (
                <Button size="small" onClick={() => setAsked({ item, what: 'drop' })}>
                  撤销
                </Button>
              )}
            </div>
            {shown === item.id && (
              <div className="before-after">
                <section>
                  <h4>整改前</h4>
                  {item.beforeEvidenceId ? <EvidenceCard id={item.beforeEvidenceId} /> : '没有网页证据'}
                </section>
                <section>
                  <h4>整改后</h4>
                  {item.afterEvidenceId ? <EvidenceCard id={item.afterEvidenceId} /> : '尚未复查到'}
                </section>
              </div>
            )}
          </li>
        ))}
      </ul>
      {asked && (
        <RectificationDialog one={one} {...asked} onChange={onChange} onClose={() => setAsked(null)} />
      )}
    </>
  );
}

function RectificationDialog(props: {
  readonly one: InspectionDetail;
  readonly item: Rectification;
  readonly what: 'confirm' | 'drop';
  readonly onChange: () => void;
  readonly onClose: () => void;
}) {
  const { one, item, what } = props;
  const photos = one.attachments.filter(
    ({ kind, withdrawnWhy, id }) =>
      kind === 'photo' && withdrawnWhy === null && id !== item.beforeAttachmentId,
  );
  return (
    <ActionDialog<{ attachmentId: string; words: string }>
      title={what === 'confirm' ? '确认整改到位' : '撤销这一项整改'}
      ok={what === 'confirm' ? '确认' : '撤销'}
      onSubmit={async ({ attachmentId, words }) => {
        const params = { id: item.id };
        const { version } = item;
        if (what === 'confirm')
          await call(confirmRectification, { params, body: { attachmentId, words, version } });
        else await call(dropRectification, { params, body: { reason: words, version } });
        props.onChange();
      }}
      onReload={props.onChange}
      onClose={props.onClose}
    >
      <p className="soft break">{item.words}</p>
      {what === 'confirm' && (
        <Form.Item
          name="attachmentId"
          label="整改后的照片"
          rules={[{ required: true, message: '请选择整改后的照片' }]}
        >
          <AfterPhoto inspectionId={one.id} photos={photos} onSent={props.onChange} />
        </Form.Item>
      )}
      <Form.Item
        name="words"
        label={what === 'confirm' ? '核对情况' : '理由'}
        rules={[{ required: true, min: 2, message: '请写明，至少 2 个字' }]}
      >
        <Input.TextArea rows={3} maxLength={500} />
      </Form.Item>
    </ActionDialog>
  );
}
