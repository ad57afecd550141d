import { AppError } from '@wangjian/core/errors.ts';
import { bureauOfId, parseId } from '@wangjian/core/ids.ts';
import { z } from 'zod';
import { found } from '../../platform/save.ts';
import { readCase, useCase } from '../../platform/use-case.ts';
import { isCellKey } from './annex1.ts';
import { attachmentsOf, cellsOf, findAttachment, insertAttachment, withdraw } from './cell-store.ts';
import * as contract from './contract.ts';
import { formDigest, writeInspectionEvent } from './course.ts';
import { inspectionDetail } from './detail.ts';
import { move } from './lifecycle.ts';
import { presentAttachment } from './present.ts';
import { lockInspection, noteOnInspection } from './store.ts';

/** The picture formats that phones make, by their first bytes. */
export function pictureType(bytes: Uint8Array): string | undefined {
  const at = (offset: number, text: string) =>
    [...text].every((sign, index) => bytes[offset + index] === sign.charCodeAt(0));
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'image/jpeg';
  if (bytes[0] === 0x89 && at(1, 'PNG')) return 'image/png';
  if (at(0, 'RIFF') && at(8, 'WEBP')) return 'image/webp';
  if (at(4, 'ftyp') && ['heic', 'heix', 'mif1', 'hevc'].some((brand) => at(8, brand))) return 'image/heic';
  return undefined;
}

const Stored = z.object({
  fileName: z.string().max(255),
  type: z.string(),
  bytes: z.int(),
  storedSha256: z.string(),
});

/** As whom somebody signs. */
export const SIGNER_NAMES = {
  party: '当事人',
  'officer-1': '检查人员',
  'officer-2': '检查人员（第二人）',
  witness: '见证人',
} as const;

/**
 * Keeps a photo or a signature. The id is the client's: what was sent twice is there once. One that comes after the
 * inspection ended is kept and marked as late.
 */
export const keepAttachment = useCase({
  action: 'inspection.attach',
  title: '添加照片、签名',
  permission: 'inspection.write',
  input: contract.uploadAttachment
    .query!.extend(contract.uploadAttachment.params!.shape)
    .extend(Stored.shape),
  async run(context, input) {
    const { tx, actor, clock } = context;
    const { id, attachmentId, kind } = input;
    const row = await lockInspection(tx, id);
    if (parseId(attachmentId)?.kind !== 'attachment' || bureauOfId(attachmentId) !== row.bureau)
      throw new AppError('invalid_input', '附件编号不对，请重新拍照或签名');
    if (input.key !== undefined && !isCellKey(input.key))
      throw new AppError('invalid_input', `检查记录表里没有“${input.key}”这一格`);
    if (kind === 'signature' && (input.role === undefined || !input.signer))
      throw new AppError('invalid_input', '签名要写明是谁、以什么身份签的');
    if (input.sha256 !== undefined && input.sha256 !== input.storedSha256)
      throw new AppError('invalid_input', '文件在传输中损坏（校验值不符），请重新上传', {
        problems: [{ path: 'sha256', message: '校验值不符' }],
      });
    const known = await findAttachment(tx, id, attachmentId);
    if (known) {
      if (known.sha256 !== input.storedSha256)
        throw new AppError('conflict', '同一编号已经存有另一个文件，没有覆盖；请重新拍照');
      return { result: presentAttachment(known), audit: { on: id, why: '重复上传，没有重复保存' } };
    }
    const ended = row.status === 'finished' || row.status === 'void';
    await insertAttachment(tx, {
      bureau: row.bureau,
      id: attachmentId,
      region: row.region,
      inspection_id: id,
      kind,
      key: input.key ?? null,
      role: input.role ?? null,
      signer: input.signer ?? null,
      form_sha256: kind === 'signature' ? formDigest(await cellsOf(tx, id)) : null,
      superseded_at: null,
      file_name: input.fileName,
      type: input.type,
      bytes: input.bytes,
      sha256: input.storedSha256,
      taken_at: new Date(input.takenAt),
      latitude: input.latitude ?? null,
      longitude: input.longitude ?? null,
      accuracy: input.accuracy ?? null,
      place: input.place ?? null,
      note: input.note,
      late: ended,
      withdrawn_at: null,
      withdrawn_why: null,
      uploaded_at: clock.now(),
      officer_id: actor.id,
      officer_name: actor.name,
    });
    if (!ended)
      await noteOnInspection(tx, id, {
        status: move(row.status, 'attach'),
        // Who came along is known by the signature at the latest.
        ...(input.role === 'officer-2' && row.second_officer_name === null
          ? { second_officer_name: input.signer! }
          : {}),
      });
    await writeInspectionEvent(
      context,
      row,
      kind === 'signature' ? 'sign' : 'photo',
      kind === 'signature' ? `${SIGNER_NAMES[input.role!]} ${input.signer}` : input.note || null,
    );
    return {
      result: presentAttachment(found(await findAttachment(tx, id, attachmentId))),
      audit: { on: id, after: { attachment: attachmentId, kind, sha256: input.storedSha256 } },
    };
  },
});

/** The place in the store of one attachment, which its inspection owns. */
export const attachmentFile = readCase({
  action: 'inspection.attachment',
  title: '查看检查照片、签名',
  permission: 'inspection.read',
  input: contract.attachmentFile.params!,
  async run({ tx }, { id, attachmentId }) {
    const row = found(await findAttachment(tx, id, attachmentId));
    return {
      result: { blob: row.sha256, type: row.type, name: row.file_name, bytes: row.bytes },
      audit: 'plain',
    };
  },
});

export const withdrawAttachment = useCase({
  action: 'inspection.withdraw',
  title: '撤下检查照片、签名',
  permission: 'inspection.write',
  input: contract.withdrawAttachment.body!.extend(contract.withdrawAttachment.params!.shape),
  async run(context, { id, attachmentId, reason }) {
    const { tx, clock } = context;
    const row = await lockInspection(tx, id);
    move(row.status, 'attach');
    const known = found((await attachmentsOf(tx, id)).find((one) => one.id === attachmentId));
    if (known.withdrawn_at !== null) throw new AppError('conflict', '该附件已经撤下');
    await withdraw(tx, id, attachmentId, clock.now(), reason);
    await writeInspectionEvent(context, row, 'withdraw', reason);
    return {
      result: await inspectionDetail(context, id),
      audit: { on: id, why: reason, after: { attachment: attachmentId } },
    };
  },
});
