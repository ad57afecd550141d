import { attachmentFile } from '@wangjian/server/modules/inspections/contract.ts';
import { Button } from 'antd';
import { useState } from 'react';
import { addressOf } from '../../../api/call.ts';
import type { FieldFile, FieldRecord } from '../../offline/field-db.ts';
import { useOfficer } from '../../session/use-me.ts';
import { minuteOf } from '../../time-words.ts';
import { ROLE_NAMES, type SignerRole } from './inspection-words.ts';
import { LocalPicture } from './picture-strip.tsx';
import { SignaturePad } from './signature-pad.tsx';

const ROLES = Object.keys(ROLE_NAMES) as SignerRole[];

/** 签名: the party, two officers, a witness; drawn on the screen. */
export function SignatureRow(props: {
  readonly record: FieldRecord;
  readonly files: readonly FieldFile[];
  readonly locked: boolean;
  readonly onSigned: (png: Blob, role: SignerRole, signer: string) => Promise<void>;
}) {
  const me = useOfficer();
  const [signing, setSigning] = useState<SignerRole | null>(null);
  const { detail } = props.record;
  const nameOf = (role: SignerRole) =>
    role === 'officer-1'
      ? (detail?.officer ?? me.name)
      : role === 'officer-2'
        ? (detail?.secondOfficer ?? '')
        : '';
  return (
    <section className="panel">
      <h2>签名</h2>
      <ul className="signatures">
        {ROLES.map((role) => {
          const kept =
            detail?.attachments.filter((one) => one.role === role && one.withdrawnWhy === null) ?? [];
          const current = kept.filter((one) => one.current).at(-1);
          const local = props.files.filter(({ meta }) => meta.role === role).at(-1);
          return (
            <li key={role}>
              <b>{ROLE_NAMES[role]}</b>
              {local ? (
                <LocalPicture file={local} />
              ) : current ? (
                <>
                  <img
                    alt={`${current.signer}的签名`}
                    src={addressOf(attachmentFile.path, { id: detail?.id, attachmentId: current.id })}
                  />
                  <small className="soft">
                    {current.signer}　{minuteOf(current.takenAt)}
                  </small>
                </>
              ) : (
                <small className="soft">{kept.length > 0 ? '内容有改动，需要重签' : '未签名'}</small>
              )}
              {!props.locked && (
                <Button size="small" onClick={() => setSigning(role)}>
                  {ROLE_NAMES[role]}签名
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {signing && (
        <SignaturePad
          title={`${ROLE_NAMES[signing]}签名`}
          name={nameOf(signing)}
          onSigned={(png, signer) => props.onSigned(png, signing, signer)}
          onClose={() => setSigning(null)}
        />
      )}
    </section>
  );
}
