import { attachmentFile, type InspectionDetail } from '@wangjian/server/modules/inspections/contract.ts';
import { useEffect, useState } from 'react';
import { addressOf } from '../../../api/call.ts';
import type { FieldFile } from '../../offline/field-db.ts';
import { minuteOf } from '../../time-words.ts';

/** Pictures of one box: those on the server and those that still wait on this device. */
export function PictureStrip(props: {
  readonly files: readonly FieldFile[];
  readonly detail: InspectionDetail | null;
  readonly cellKey: string;
}) {
  const waiting = props.files.filter(({ meta }) => meta.kind === 'photo' && meta.key === props.cellKey);
  const kept =
    props.detail?.attachments.filter(
      (one) => one.kind === 'photo' && one.key === props.cellKey && one.withdrawnWhy === null,
    ) ?? [];
  return (
    <span className="picture-strip">
      {kept.map((one) => (
        <a
          key={one.id}
          href={addressOf(attachmentFile.path, { id: props.detail?.id, attachmentId: one.id })}
          target="_blank"
          rel="noreferrer"
          title={`${minuteOf(one.takenAt)}　${one.by}`}
        >
          <img
            alt={`照片 ${minuteOf(one.takenAt)}`}
            src={addressOf(attachmentFile.path, { id: props.detail?.id, attachmentId: one.id })}
          />
        </a>
      ))}
      {waiting.map((file) => (
        <LocalPicture key={file.id} file={file} />
      ))}
    </span>
  );
}

/** A picture that is on this device only. */
export function LocalPicture({ file }: { file: FieldFile }) {
  const [url, setUrl] = useState<string | undefined>(undefined);
  useEffect(() => {
    const made = URL.createObjectURL(file.blob);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file.blob]);
  return (
    <span
      className={file.problem ? 'local-picture refused' : 'local-picture'}
      title={file.problem ?? '待同步'}
    >
      <img alt={file.problem ?? '待同步的照片'} src={url} />
    </span>
  );
}
