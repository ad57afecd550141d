import { CameraOutlined } from '@ant-design/icons';
import { type InspectionDetail, uploadAttachment } from '@wangjian/server/modules/inspections/contract.ts';
import { App, Button, Select } from 'antd';
import { useRef, useState } from 'react';
import { messageOf } from '../../../api/api-error.ts';
import { addressOf, request } from '../../../api/call.ts';
import { clientId } from '../../offline/client-id.ts';
import { minuteOf } from '../../time-words.ts';
import { digestOf, whereHere } from './field-draft.ts';

/** Sends a photo that was taken now, with time, place and hash; returns its id. */
async function sendPhoto(inspectionId: string, file: File): Promise<string> {
  const takenAt = new Date().toISOString();
  const attachmentId = clientId('attachment', inspectionId.split('_')[1]!);
  const coords = await whereHere();
  const form = new FormData();
  form.append('file', file, file.name);
  await request(
    'POST',
    addressOf(
      uploadAttachment.path,
      { id: inspectionId },
      {
        attachmentId,
        kind: 'photo',
        takenAt,
        sha256: await digestOf(file),
        latitude: coords?.latitude,
        longitude: coords?.longitude,
        accuracy: coords?.accuracy,
        note: '整改后',
      },
    ),
    { body: form },
  );
  return attachmentId;
}

/** The photo of after: one that is there, or one that is taken (chosen) here. */
export function AfterPhoto(props: {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (attachmentId: string) => void;
  readonly inspectionId: string;
  readonly photos: InspectionDetail['attachments'];
  readonly onSent: () => void;
}) {
  const { message } = App.useApp();
  const picker = useRef<HTMLInputElement>(null);
  const [sending, setSending] = useState(false);
  const send = async (file: File) => {
    setSending(true);
    try {
      const attachmentId = await sendPhoto(props.inspectionId, file);
      props.onSent();
      props.onChange?.(attachmentId);
    } catch (error) {
      message.error(messageOf(error));
    } finally {
      setSending(false);
    }
  };
  return (
    <div className="after-photo">
      <Select
        id={props.id}
        placeholder={props.photos.length === 0 ? '还没有照片，请上传' : '选择照片'}
        value={props.value}
        onChange={props.onChange}
        options={props.photos.map(({ id, takenAt, note, fileName }) => ({
          value: id,
          label: `${minuteOf(takenAt)}　${note || fileName}`,
        }))}
      />
      <Button icon={<CameraOutlined />} loading={sending} onClick={() => picker.current?.click()}>
        上传整改后的照片
      </Button>
      <input
        ref={picker}
        // A form shows file inputs, hidden or not.
        style={{ display: 'none' }}
        type="file"
        accept="image/*"
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) void send(file);
          target.value = '';
        }}
      />
    </div>
  );
}
