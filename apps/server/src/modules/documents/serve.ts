import { AppError } from '@wangjian/core/errors.ts';
import { addDays, dayInChina, type PlainDate } from '@wangjian/core/plain-date.ts';
import { z } from 'zod';
import { readCase, useCase } from '../../platform/use-case.ts';
import * as contract from './contract.ts';
import { atVersion } from './decide.ts';
import { formOf } from './document-file.ts';
import { writeDocumentEvent } from './draft.ts';
import { documentServed } from './events.ts';
import { move } from './lifecycle.ts';
import { documentDetail } from './present.ts';
import {
  attachmentsOf,
  getDocumentRow,
  insertAttachment,
  insertService,
  saveDocument,
  saveReceipt,
  servicesOf,
} from './store.ts';

/** 公告送达: 自公告之日起经过三十日 (程序规定 82条; FACTS 1.3). */
const NOTICE_DAYS = 30;

export const serveDocument = useCase({
  action: 'document.serve',
  title: '登记送达',
  permission: 'document.write',
  input: contract.serveDocument.body!.extend(contract.getDocument.params!.shape),
  idempotencyKey: (input) => input.key,
  async run(context, { id, version, key: _key, ...service }) {
    const { tx, clock, actor, newId, events } = context;
    const row = await atVersion(context, id, version);
    const status = move(row.status, 'serve', formOf(row));
    const servedOn = service.servedOn as PlainDate;
    if (row.signed_on !== null && servedOn < row.signed_on)
      throw new AppError('invalid_input', `送达日期不能早于签发日期 ${row.signed_on}`);
    if (servedOn > dayInChina(clock.now())) throw new AppError('invalid_input', '送达日期不能晚于今天');
    const effectiveOn = service.manner === 'notice' ? addDays(servedOn, NOTICE_DAYS) : servedOn;
    await insertService(tx, {
      bureau: row.bureau,
      id: newId('service', row.bureau),
      region: row.region,
      document_id: id,
      manner: service.manner,
      recipient: service.recipient,
      place: service.place ?? null,
      served_on: servedOn,
      effective_on: effectiveOn,
      officers: service.officers,
      note: service.note ?? null,
      receipt_sha256: null,
      receipt_name: null,
      receipt_bytes: null,
      recorded_by: actor.id,
      recorded_at: clock.now(),
    });
    await saveDocument(tx, id, version, { status, served_on: row.served_on ?? effectiveOn });
    await writeDocumentEvent(context, row, 'serve', `${service.recipient}，${servedOn}`);
    await events.emit(documentServed, {
      bureau: row.bureau,
      region: row.region,
      documentId: id,
      on: row.on_id,
      form: row.form,
      title: row.title,
      number: row.number,
      at: clock.now(),
      servedOn,
      effectiveOn,
      manner: service.manner,
      recipient: service.recipient,
    });
    return {
      result: await documentDetail(context, id),
      audit: { on: id, before: { status: row.status }, after: { ...service, effectiveOn } },
    };
  },
});

const Uploaded = z.object({ id: z.string(), name: z.string().max(200), sha256: z.string(), bytes: z.int() });

export const addReceipt = useCase({
  action: 'document.receipt',
  title: '上传送达回证',
  permission: 'document.write',
  input: Uploaded.extend({ serviceId: z.string() }),
  async run(context, { id, serviceId, ...file }) {
    const service = (await servicesOf(context.tx, id)).find((one) => one.id === serviceId);
    if (!service) throw new AppError('not_found');
    if (service.receipt_sha256 !== null) throw new AppError('conflict', '该次送达已有回证，不能替换');
    await saveReceipt(context.tx, serviceId, file);
    return { result: await documentDetail(context, id), audit: { on: id, after: { serviceId, ...file } } };
  },
});

export const addAttachment = useCase({
  action: 'document.attach',
  title: '上传文书附件',
  permission: 'document.write',
  input: Uploaded,
  async run(context, { id, ...file }) {
    const { tx, actor, clock, newId } = context;
    const row = await getDocumentRow(tx, id);
    move(row.status, 'attach', formOf(row));
    await insertAttachment(tx, {
      bureau: row.bureau,
      id: newId('attachment', row.bureau),
      region: row.region,
      document_id: id,
      ...file,
      added_by: actor.id,
      added_by_name: actor.name,
      added_at: clock.now(),
    });
    await writeDocumentEvent(context, row, 'attach', file.name);
    return { result: await documentDetail(context, id), audit: { on: id, after: file } };
  },
});

/** A stored file of a document: a receipt or an attachment, by the id of either. */
export const storedFile = readCase({
  action: 'document.file',
  title: '下载文书附件',
  permission: 'document.read',
  input: z.object({ id: z.string(), fileId: z.string() }),
  async run({ tx, files }, { id, fileId }) {
    const receipt = (await servicesOf(tx, id)).find((service) => service.id === fileId);
    const attachment = (await attachmentsOf(tx, id)).find((one) => one.id === fileId);
    const sha256 = receipt?.receipt_sha256 ?? attachment?.sha256;
    const name = receipt?.receipt_name ?? attachment?.name;
    if (!sha256 || !name) throw new AppError('not_found');
    return {
      result: { name, content: await files.read(sha256), bytes: await files.size(sha256) },
      audit: { on: id, why: name },
    };
  },
});
