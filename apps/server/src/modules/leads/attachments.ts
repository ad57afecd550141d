import { AppError } from '@wangjian/core/errors.ts';
import { z } from 'zod';
import { readCase, useCase } from '../../platform/use-case.ts';
import { unitsOfBureau } from '../officers/service.ts';
import { actOnOne } from './act.ts';
import * as contract from './contract.ts';
import { addPart, attachmentsOf, markAttachmentRemoved } from './course-store.ts';
import { detail } from './detail.ts';
import { mustMove } from './standing.ts';
import { getLeadRow } from './store.ts';

const MB = 1024 * 1024;
/** One attachment; larger material (videos) is handed over on its medium, with a note. */
const MAX_BYTES = 50 * MB;
const MAX_FILES = 50;

/** What may be attached, by the ending of the name; nothing that a computer would run. */
const TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  wps: 'application/vnd.ms-works',
  ofd: 'application/ofd',
  csv: 'text/csv',
  txt: 'text/plain',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  bmp: 'image/bmp',
  webp: 'image/webp',
  mp3: 'audio/mpeg',
  wav: 'audio/wav',
  mp4: 'video/mp4',
  wacz: 'application/zip',
  zip: 'application/zip',
  rar: 'application/vnd.rar',
};

/** The type of a file by its name; `invalid_input` for one that may not be attached. */
export function attachmentType(fileName: string): string {
  const ending = /\.([a-z0-9]+)$/i.exec(fileName)?.[1]?.toLowerCase() ?? '';
  const type = TYPES[ending];
  if (type === undefined)
    throw new AppError(
      'invalid_input',
      `不能上传“${fileName}”：可以上传文档、表格、图片、音视频和压缩包（${Object.keys(TYPES).join('、')}）`,
    );
  return type;
}

/** `too_large` with the limit and the file's size. */
export function refuseLarge(fileName: string, bytes: number, truncated: boolean): void {
  if (!truncated && bytes <= MAX_BYTES) return;
  throw new AppError(
    'too_large',
    `“${fileName}”${truncated ? '' : `有 ${Math.ceil(bytes / MB)} MB，`}超过了附件上限 ${MAX_BYTES / MB} MB：请压缩后再传，视频等大文件请刻盘移交并添加说明`,
  );
}

/** Asked before anything of an upload is read: the lead is in sight and takes attachments. */
export const mayAttach = readCase({
  action: 'lead.may-attach',
  title: '检查能否上传附件',
  permission: 'lead.register',
  input: contract.attachFile.params!,
  async run(context, { id }) {
    const row = await getLeadRow(context.tx, id);
    mustMove(context, row, await unitsOfBureau(context.tx, row.bureau), 'attach');
    return { result: null, audit: 'plain' };
  },
});

export const attachFile = useCase({
  action: 'lead.attach',
  title: '上传线索附件',
  permission: 'lead.register',
  input: z.object({
    id: z.string(),
    name: z.string().min(1).max(255),
    bytes: z.int(),
    sha256: z.string().length(64),
  }),
  async run(context, { id, name, bytes, sha256 }) {
    const { tx, actor, clock, newId } = context;
    const type = attachmentType(name);
    const present = await attachmentsOf(tx, id);
    const { version } = await getLeadRow(tx, id);
    if (present.length >= MAX_FILES)
      throw new AppError('conflict', `一条线索最多 ${MAX_FILES} 个附件，请先删除不需要的`);
    const audit = await actOnOne(context, { id, version }, 'attach', name, (row) => ({
      async after(lead) {
        // The same file under the same name, sent twice, is one attachment.
        if (present.some((one) => one.sha256 === sha256 && one.name === name)) return;
        await addPart(tx, 'lead_attachments', {
          bureau: row.bureau,
          id: newId('attachment', row.bureau),
          region: lead.region,
          lead_id: id,
          name,
          type,
          bytes,
          sha256,
          at: clock.now(),
          officer_id: actor.id,
          officer_name: actor.name,
          removed_at: null,
          removed_by: null,
        });
      },
    }));
    return { result: await detail(context, id), audit };
  },
});

export const downloadAttachment = readCase({
  action: 'lead.attachment',
  title: '下载线索附件',
  permission: 'lead.read',
  input: contract.downloadAttachment.params!,
  async run({ tx }, { id, attachmentId }) {
    const file = (await attachmentsOf(tx, (await getLeadRow(tx, id)).id)).find(
      (one) => one.id === attachmentId,
    );
    if (!file) throw new AppError('not_found', '没有找到该附件，可能已被删除');
    const { sha256, name, type, bytes } = file;
    return { result: { sha256, name, type, bytes }, audit: { on: id, after: { name, sha256 } } };
  },
});

/** Takes an attachment off the lead; the record that it was there, and its content, are kept. */
export const removeAttachment = useCase({
  action: 'lead.attachment-remove',
  title: '删除线索附件',
  permission: 'lead.register',
  input: contract.removeAttachment.params!,
  async run(context, { id, attachmentId }) {
    const { tx, actor, clock } = context;
    const { version } = await getLeadRow(tx, id);
    const audit = await actOnOne(context, { id, version }, 'attach', '', async () => {
      const file = (await attachmentsOf(tx, id)).find((one) => one.id === attachmentId);
      if (!file) throw new AppError('not_found', '没有找到该附件，可能已被删除');
      if (actor.kind === 'officer' && file.officer_id !== actor.id)
        throw new AppError('forbidden', `附件由${file.officer_name}上传，只能由其本人删除`);
      return {
        say: `删除附件 ${file.name}`,
        after: () => markAttachmentRemoved(tx, file, { removed_at: clock.now(), removed_by: actor.name }),
      };
    });
    return { result: await detail(context, id), audit };
  },
});
