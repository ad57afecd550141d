import { useMutation, useQueryClient } from '@tanstack/react-query';
import { SERVICE_MANNER_NAMES } from '@wangjian/core/document.ts';
import {
  attachFile,
  attachmentFile,
  type DocumentDetail,
  receiptFile,
  uploadReceipt,
} from '@wangjian/server/modules/documents/contract.ts';
import { App, Button } from 'antd';
import { useRef } from 'react';
import { addressOf, request } from '../../../api/call.ts';
import { download } from '../../../api/download.ts';
import { ProblemNote } from '../../record/problem-note.tsx';
import { useMay } from '../../session/use-me.ts';
import { minuteOf } from '../../time-words.ts';

/** 送达 with the receipts, and scans with signatures and seals. */
export function DocumentFiles({ document }: { document: DocumentDetail }) {
  const mayWrite = useMay('document.write');
  const { id } = document;
  return (
    <>
      <h3>送达</h3>
      {document.services.length === 0 && (
        <p className="soft">
          {document.form.served ? '还没有登记送达。签发后点“登记送达”。' : '这种文书不需要送达。'}
        </p>
      )}
      {document.services.map((service) => (
        <div key={service.id} className="document-service">
          <p>
            <b>{service.recipient}</b>　{SERVICE_MANNER_NAMES[service.manner]}
            <span className="num">　{service.servedOn}</span>
            {service.effectiveOn !== service.servedOn && `（${service.effectiveOn} 视为送达）`}
          </p>
          <p className="soft">
            送达人：{service.officers}
            {service.place && `；地点：${service.place}`}
            {service.note && `；${service.note}`}
          </p>
          {service.receipt ? (
            <Button
              size="small"
              onClick={() => void download(receiptFile, { params: { id, serviceId: service.id } })}
            >
              回证：{service.receipt.name}
            </Button>
          ) : (
            mayWrite && (
              <UploadButton
                label="上传送达回证"
                documentId={id}
                address={addressOf(uploadReceipt.path, { id, serviceId: service.id })}
              />
            )
          )}
        </div>
      ))}
      <h3>签章扫描件和附件</h3>
      {document.attachments.map((attachment) => (
        <p key={attachment.id}>
          <Button
            size="small"
            type="link"
            onClick={() => void download(attachmentFile, { params: { id, attachmentId: attachment.id } })}
          >
            {attachment.name}
          </Button>
          <span className="soft">
            {attachment.by}　{minuteOf(attachment.at)}
          </span>
        </p>
      ))}
      {document.allowed.includes('attach') && (
        <UploadButton label="上传文件" documentId={id} address={addressOf(attachFile.path, { id })} />
      )}
      {document.sha256 && (
        <p className="soft num" style={{ overflowWrap: 'anywhere' }}>
          定稿文件 SHA-256：{document.sha256}
        </p>
      )}
    </>
  );
}

function UploadButton({
  label,
  documentId,
  address,
}: {
  label: string;
  documentId: string;
  address: string;
}) {
  const picker = useRef<HTMLInputElement>(null);
  const queries = useQueryClient();
  const { message } = App.useApp();
  const send = useMutation({
    mutationFn: async (file: File) => {
      const body = new FormData();
      body.append('file', file);
      return (await request('POST', address, { body })).json();
    },
    onSuccess: (saved: DocumentDetail) => {
      queries.setQueryData(['document', documentId], saved);
      message.success('已上传');
    },
  });
  return (
    <>
      {send.error && <ProblemNote error={send.error} />}
      <Button size="small" loading={send.isPending} onClick={() => picker.current?.click()}>
        {label}
      </Button>
      <input
        ref={picker}
        type="file"
        hidden
        aria-label={label}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) send.mutate(file);
          event.target.value = '';
        }}
      />
    </>
  );
}
