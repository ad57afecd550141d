import type { AttachmentNote } from '@wangjian/core/case-input.ts';
import { AppError } from '@wangjian/core/errors.ts';
import { PDFDocument } from 'pdf-lib';
import { z } from 'zod';
import { sendFile } from '../../platform/http/downloads.ts';
import { type Route, route } from '../../platform/http/route.ts';
import { uploadedBytes } from '../../platform/http/uploads.ts';
import { readCase, useCase } from '../../platform/use-case.ts';
import * as contract from './contract.ts';
import { moveOf } from './lifecycle.ts';
import { caseDetail } from './present-case.ts';
import { writeCaseEvent } from './step.ts';
import { attachmentsOf, getCaseRow, insertAttachment, lockCaseRow } from './store.ts';

const TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
};

const ending = (name: string) => /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? '';

/** Pages a paper takes in the file: those of a PDF, one for a picture, none for what cannot be bound. */
async function pagesOf(fileName: string, bytes: Buffer): Promise<number> {
  const type = TYPES[ending(fileName)];
  if (type === undefined) return 0;
  if (type !== 'application/pdf') return 1;
  try {
    return (await PDFDocument.load(bytes, { ignoreEncryption: true })).getPageCount();
  } catch (error) {
    throw new AppError('invalid_input', '不能读取这个 PDF 文件，可能已损坏或者加了密码', { cause: error });
  }
}

const attach = useCase({
  action: 'case.attach',
  title: '上传案件材料',
  permission: 'case.write',
  input: z.object({
    id: z.string(),
    note: z.custom<z.output<typeof AttachmentNote>>(),
    fileName: z.string().max(300),
    sha256: z.string(),
    bytes: z.int(),
    pages: z.int(),
  }),
  async run(context, { id, note, fileName, sha256, bytes, pages }) {
    const { tx, actor, clock, newId } = context;
    const row = await lockCaseRow(tx, id);
    moveOf({ state: row.state, pending: row.pending_action }, 'attach');
    const same = (await attachmentsOf(tx, id)).find(
      (one) => one.sha256 === sha256 && one.section === note.section,
    );
    if (same) throw new AppError('conflict', `这份文件已经作为“${same.name}”上传过，不必重复上传`);
    await insertAttachment(tx, {
      bureau: row.bureau,
      id: newId('attachment', row.bureau),
      region: row.region,
      case_id: id,
      section: note.section,
      evidence_kind: note.evidenceKind ?? null,
      name: note.name,
      file_name: fileName,
      sha256,
      bytes,
      pages,
      collected_on: note.collectedOn ?? null,
      collected_by: note.collectedBy ?? null,
      added_at: clock.now(),
      added_by_name: actor.name,
    });
    await writeCaseEvent(context, row, 'attach', `${note.name}（${fileName}）`);
    return {
      result: await caseDetail(context, id),
      audit: { on: id, after: { ...note, fileName, sha256, bytes } },
    };
  },
});

/** One uploaded paper, found through its case; reading it is audited. */
const readAttachment = readCase({
  action: 'case.attachment.read',
  title: '查看案件材料',
  permission: 'case.read',
  input: contract.caseAttachment.params!,
  async run({ tx, files }, { id, attachmentId }) {
    await getCaseRow(tx, id);
    const found = (await attachmentsOf(tx, id)).find((one) => one.id === attachmentId);
    if (!found) throw new AppError('not_found');
    return {
      result: {
        content: await files.read(found.sha256),
        fileName: found.file_name,
        bytes: found.bytes,
      },
      audit: { on: id, after: { attachment: attachmentId } },
    };
  },
});

export const attachmentRoutes: readonly Route[] = [
  route(
    contract.attachToCase,
    async ({ params, query, request, run, kernel }) => {
      const { fileName, bytes } = await uploadedBytes(request);
      if (bytes.length === 0) throw new AppError('invalid_input', '文件是空的，请重新选择');
      const pages = await pagesOf(fileName, bytes);
      const { sha256 } = await kernel.files.put(bytes);
      return await run(attach, { id: params.id, note: query, fileName, sha256, bytes: bytes.length, pages });
    },
    { bodyLimit: 50 * 1024 * 1024 },
  ),
  route(contract.caseAttachment, async ({ params, run, reply }) => {
    const { content, fileName, bytes } = await run(readAttachment, params);
    const type = TYPES[ending(fileName)] ?? 'application/octet-stream';
    return sendFile(reply, {
      name: fileName,
      type,
      content,
      bytes,
      inline: type !== 'application/octet-stream',
    });
  }),
];
