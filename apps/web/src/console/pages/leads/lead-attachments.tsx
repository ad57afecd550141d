import { UploadOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { attachFile, type LeadDetail, removeAttachment } from '@wangjian/server/modules/leads/contract.ts';
import { App, Button, Popconfirm, Progress } from 'antd';
import { useRef, useState } from 'react';
import type { z } from 'zod';
import { messageOf } from '../../../api/api-error.ts';
import { call } from '../../../api/call.ts';
import { upload } from '../../../api/upload.ts';
import { useOfficer } from '../../session/use-me.ts';
import { minuteOf } from '../../time-words.ts';

type Lead = z.output<typeof LeadDetail>;
const MB = 1024 * 1024;
const sizeOf = (bytes: number) =>
  bytes < MB ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / MB).toFixed(1)} MB`;

/** 附件: letters, photos, reports that belong to the lead. */
export function LeadAttachments({ lead }: { lead: Lead }) {
  const queries = useQueryClient();
  const me = useOfficer();
  const { message, modal } = App.useApp();
  const input = useRef<HTMLInputElement>(null);
  const [share, setShare] = useState<number | null>(null);
  const show = (fresh: Lead) => queries.setQueryData(['lead', lead.id], fresh);
  const sendAll = async (files: readonly File[]) => {
    for (const file of files) await send(file);
  };
  const send = async (file: File) => {
    setShare(0);
    try {
      const { method, path, summary, access, result } = attachFile;
      const one = { method, path: path.replace(':id', lead.id), summary, access, result };
      show(await upload(one, file, setShare));
      message.success(`已上传 ${file.name}`);
    } catch (error) {
      modal.error({ title: '没有上传成功', content: messageOf(error) });
    }
    setShare(null);
  };
  const remove = async (attachmentId: string) => {
    try {
      show(await call(removeAttachment, { params: { id: lead.id, attachmentId } }));
      message.success('已删除');
    } catch (error) {
      modal.error({ title: '没有删除', content: messageOf(error) });
    }
  };
  return (
    <>
      {lead.allowed.includes('attach') && (
        <p>
          <input
            ref={input}
            type="file"
            multiple
            hidden
            aria-label="选择附件"
            onChange={(event) => {
              const files = [...(event.target.files ?? [])];
              event.target.value = '';
              void sendAll(files);
            }}
          />
          <Button icon={<UploadOutlined />} loading={share !== null} onClick={() => input.current?.click()}>
            上传附件
          </Button>
          <span className="soft">　文档、表格、图片、音视频、压缩包，每个不超过 50 MB</span>
          {share !== null && <Progress percent={Math.round(share * 100)} size="small" />}
        </p>
      )}
      {lead.attachments.length === 0 ? (
        <p className="soft">没有附件。</p>
      ) : (
        <ul className="lead-files">
          {lead.attachments.map((one) => (
            <li key={one.id} className="lead-file">
              <a href={`/api/leads/${lead.id}/attachments/${one.id}`} download={one.name}>
                {one.name}
              </a>
              <span className="soft num">
                {sizeOf(one.bytes)}　{one.by}　{minuteOf(one.at)}
              </span>
              {lead.allowed.includes('attach') && one.by === me.name && (
                <Popconfirm
                  title={`删除“${one.name}”？`}
                  okText="删除"
                  cancelText="取消"
                  onConfirm={() => remove(one.id)}
                >
                  <Button type="link" size="small">
                    删除
                  </Button>
                </Popconfirm>
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
