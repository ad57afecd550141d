import { AppError } from '@wangjian/core/errors.ts';
import { z } from 'zod';
import { readCase, useCase } from '../../platform/use-case.ts';
import { attachmentType } from '../leads/service.ts';
import * as contract from './contract.ts';
import { done } from './course.ts';
import { relistMaterials } from './letter.ts';
import { isSealed, move } from './lifecycle.ts';
import { getTransferRow, insertItems, itemsOf, lockTransfer, type TransferRow } from './store.ts';
import { writeTransferEvent } from './write.ts';

const MAX_FILES = 50;

/** What is attached after the package was sealed, or to a letter in hand, comes back with the answer. */
const kindOf = (row: TransferRow) =>
  isSealed(row) || (row.direction === 'in' && row.status === 'accepted') ? 'reply' : 'file';

/** Asked before anything of an upload is read: the transfer is in sight and takes attachments. */
export const mayAttach = readCase({
  action: 'transfer.may-attach',
  title: '检查能否上传附件',
  permission: 'transfer.write',
  input: contract.attachFile.params!,
  async run({ tx }, { id }) {
    move(await getTransferRow(tx, id), 'attach');
    return { result: null, audit: 'plain' };
  },
});

export const attachFile = useCase({
  action: 'transfer.attach',
  title: '上传移送附件',
  permission: 'transfer.write',
  input: z.object({
    id: z.string(),
    name: z.string().min(1).max(200),
    bytes: z.int(),
    sha256: z.string().length(64),
  }),
  async run(context, { id, name, bytes, sha256 }) {
    const { tx, actor, clock, newId } = context;
    const row = await lockTransfer(tx, id);
    move(row, 'attach');
    const type = attachmentType(name);
    const present = await itemsOf(tx, id);
    if (present.length >= MAX_FILES) throw new AppError('conflict', `最多 ${MAX_FILES} 份材料`);
    // The same file under the same name, sent twice, is one attachment.
    if (!present.some((one) => one.sha256 === sha256 && one.name === name)) {
      await insertItems(tx, [
        {
          bureau: row.bureau,
          id: newId('item', row.bureau),
          region: row.region,
          transfer_id: id,
          kind: kindOf(row),
          evidence_id: null,
          name,
          type,
          bytes,
          sha256,
          sm3: null,
          url: null,
          captured_on: null,
          added_at: clock.now(),
          added_by: actor.name,
        },
      ]);
      await relistMaterials(context, row);
      await writeTransferEvent(context, row, 'attach', name);
    }
    return await done(context, row, null, { name, sha256 });
  },
});

export const downloadItem = readCase({
  action: 'transfer.item',
  title: '下载移送材料',
  permission: 'transfer.read',
  input: contract.downloadItem.params!,
  async run({ tx, files }, { id, itemId }) {
    await getTransferRow(tx, id);
    const item = (await itemsOf(tx, id)).find((one) => one.id === itemId);
    if (!item) throw new AppError('not_found');
    return {
      result: {
        name: item.name,
        type: item.type,
        content: await files.read(item.sha256),
        bytes: Number(item.bytes),
      },
      audit: { on: id, why: item.name },
    };
  },
});

/** File name of a package. */
export const packageName = (title: string): string => `移送材料-${title.slice(0, 60)}.zip`;

export const downloadPackage = readCase({
  action: 'transfer.package',
  title: '下载移送材料包',
  permission: 'transfer.read',
  input: contract.downloadPackage.params!,
  async run({ tx, files }, { id }) {
    const row = await getTransferRow(tx, id);
    if (row.package_sha256 === null)
      throw new AppError('conflict', '材料包还没有封装：发出后自动封装，请稍候再下载');
    return {
      result: {
        name: packageName(row.title),
        type: 'application/zip',
        content: await files.read(row.package_sha256),
        bytes: Number(row.package_bytes),
      },
      audit: { on: id, why: '下载材料包', after: { sha256: row.package_sha256 } },
    };
  },
});
