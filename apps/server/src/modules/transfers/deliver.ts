import { AppError } from '@wangjian/core/errors.ts';
import { bureauOfId } from '@wangjian/core/ids.ts';
import { dayInChina, type PlainDate } from '@wangjian/core/plain-date.ts';
import { z } from 'zod';
import { defineJob } from '../../platform/jobs/define-job.ts';
import { readCase, useCase } from '../../platform/use-case.ts';
import { deadlinesOf, extendDeadline } from '../deadlines/service.ts';
import { agencyOfDocument, documentContent, fillForm, printPdf } from '../documents/service.ts';
import { notify } from '../inbox/service.ts';
import { unitsOfBureau } from '../officers/service.ts';
import { dispatchType, News, tellType } from './job-types.ts';
import { takes } from './lifecycle.ts';
import { noteAccepted, noteAnswered, noteReceived, noteReturned } from './other-side.ts';
import { packTransfer } from './package-file.ts';
import {
  arrivalOf,
  type CustodyRow,
  custodyOf,
  getTransferRow,
  type ItemRow,
  insertCustody,
  insertItems,
  insertTransfer,
  itemsOf,
  lockTransfer,
  saveTransfer,
  type TransferRow,
} from './store.ts';
import { ASSISTANCE_RULE, pathOf, writeTransferEvent } from './write.ts';

const Id = z.object({ transferId: z.string() });

interface Parcel {
  readonly row: TransferRow;
  readonly from: string;
  readonly items: ItemRow[];
  readonly custody: CustodyRow[];
}

const readParcel = readCase({
  action: 'transfer.pack-read',
  title: '整理移送材料',
  permission: 'transfer.read',
  input: Id,
  async run(context, { transferId }) {
    const { tx, regions } = context;
    const row = await getTransferRow(tx, transferId);
    const result: Parcel = {
      row,
      from: (await agencyOfDocument({ tx, regions }, row)).name,
      items: await itemsOf(tx, transferId),
      custody: await custodyOf(tx, transferId),
    };
    return { result, audit: 'plain' };
  },
});

const readLetter = readCase({
  action: 'transfer.letter-read',
  title: '读取移送函件、复函',
  permission: 'transfer.read',
  input: Id.extend({ which: z.enum(['letter', 'reply']) }),
  async run(context, { transferId, which }) {
    const row = await getTransferRow(context.tx, transferId);
    const id = which === 'letter' ? row.document_id : row.reply_document_id;
    return {
      result: id === null ? null : await documentContent(context, id),
      audit: { on: transferId, why: which === 'letter' ? '封装函件' : '送达复函' },
    };
  },
});

const Stored = z.object({ name: z.string(), type: z.string(), sha256: z.string(), bytes: z.int() });

const keepLetters = useCase({
  action: 'transfer.keep-letter',
  title: '登记移送函件',
  permission: 'transfer.write',
  input: Id.extend({ letters: z.array(Stored) }),
  async run({ tx, newId, clock, actor }, { transferId, letters }) {
    const row = await lockTransfer(tx, transferId);
    const known = (await itemsOf(tx, transferId)).some(({ kind }) => kind === 'letter');
    if (!known)
      await insertItems(
        tx,
        letters.map((letter) => ({
          bureau: row.bureau,
          id: newId('item', row.bureau),
          region: row.region,
          transfer_id: transferId,
          kind: 'letter' as const,
          evidence_id: null,
          ...letter,
          sm3: null,
          url: null,
          captured_on: null,
          added_at: clock.now(),
          added_by: actor.name,
        })),
      );
    return { result: null, audit: { on: transferId, after: { letters: letters.map(({ name }) => name) } } };
  },
});

const keepPackage = useCase({
  action: 'transfer.keep-package',
  title: '登记移送材料包',
  permission: 'transfer.write',
  input: Id.extend({ sha256: z.string(), bytes: z.int() }),
  async run({ tx }, { transferId, sha256, bytes }) {
    const row = await lockTransfer(tx, transferId);
    if (row.package_sha256 === null)
      await saveTransfer(tx, row, { package_sha256: sha256, package_bytes: bytes });
    return { result: null, audit: { on: transferId, after: { package: sha256, bytes } } };
  },
});

const arrive = useCase({
  action: 'transfer.arrive',
  title: '收到移送协查',
  permission: 'transfer.write',
  input: z.object({ bureau: z.string(), parcel: z.custom<Parcel>() }),
  async run(context, { bureau, parcel: { row, from, items, custody } }) {
    const { tx, clock, newId } = context;
    const known = await arrivalOf(tx, bureau, row.id);
    if (known) return { result: known.id, audit: { on: known.id, why: '已经收到' } };
    const units = await unitsOfBureau(tx, bureau);
    const office =
      units.find(row.other_org_id) ??
      units.all.find(({ region, level }) => region === bureau && level !== 'section');
    const id = newId('transfer', bureau);
    const region = office?.region ?? bureau;
    // Inside one bureau the sender is a unit, not the authority that both belong to.
    const sender = row.bureau === bureau && row.org_id !== null ? units.fullName(row.org_id) : from;
    await insertTransfer(tx, {
      bureau,
      id,
      region,
      direction: 'in',
      kind: row.kind,
      reach: row.reach,
      title: row.title,
      status: 'sent',
      counterpart: sender,
      other_bureau: row.bureau,
      other_id: row.id,
      party: row.party,
      uscc: row.uscc,
      form: JSON.stringify({ ...row.form, onId: null, evidenceIds: [] }),
      number: row.number,
      letter_on: row.sent_on,
      due_on: row.due_on,
      sent_on: row.sent_on,
      package_sha256: row.package_sha256,
      package_bytes: row.package_bytes,
      org_id: office?.id ?? null,
      officer_id: null,
      officer_name: '待签收',
      opened_at: clock.now(),
    });
    const place = { bureau, region, transfer_id: id };
    await insertItems(
      tx,
      items.map((item) => ({ ...item, ...place, evidence_id: null, id: newId('item', bureau) })),
    );
    // The chain goes on where the sender's ends: its links are taken over word for word.
    await insertCustody(
      tx,
      custody.map((link) => ({ ...link, ...place, id: newId('custody', bureau) })),
    );
    const arrived = { bureau, region, id };
    await writeTransferEvent(context, arrived, 'arrive', `${sender}${row.number ? `，${row.number}` : ''}`);
    if (office)
      await notify(context, {
        to: { orgId: office.id, permission: 'transfer.write', upward: true },
        kind: 'task',
        title: `待签收：${sender}来函，${row.title}`,
        path: pathOf(id),
        on: id,
      });
    return { result: id, audit: { on: id, why: `来自 ${row.id}`, after: { files: items.length } } };
  },
});

const noteArrival = useCase({
  action: 'transfer.note-arrival',
  title: '记录对方收到',
  permission: 'transfer.write',
  input: Id.extend({ otherId: z.string() }),
  async run({ tx }, { transferId, otherId }) {
    const row = await lockTransfer(tx, transferId);
    if (row.other_id === null) await saveTransfer(tx, row, { other_id: otherId });
    return { result: null, audit: { on: transferId, after: { other: otherId } } };
  },
});

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Printing and packing hold no transaction; each part is kept before the next, so that a second run goes on there. */
const dispatch = defineJob({
  ...dispatchType,
  async run({ run, files, clock, lastAttempt, log }, { transferId }) {
    const scope = { bureau: bureauOfId(transferId) };
    let parcel = await run(readParcel, { transferId }, scope);
    if (parcel.row.package_sha256 === null) {
      if (!parcel.items.some(({ kind }) => kind === 'letter')) {
        const docx = await run(readLetter, { transferId, which: 'letter' }, scope);
        const name = [parcel.row.title, parcel.row.number].filter(Boolean).join(' ');
        const letters: z.input<typeof Stored>[] = [];
        if (docx) {
          letters.push({ name: `${name}.docx`, type: DOCX, ...(await files.put(docx)) });
          try {
            letters.push({
              name: `${name}.pdf`,
              type: 'application/pdf',
              ...(await files.put(await printPdf(docx))),
            });
          } catch (error) {
            // The Word file is the letter; without a browser the package must still leave.
            if (!lastAttempt) throw error;
            log.warn({ error, transferId }, 'the letter was not printed');
          }
        }
        await run(keepLetters, { transferId, letters }, scope);
        parcel = await run(readParcel, { transferId }, scope);
      }
      const { row, from, items, custody } = parcel;
      const receipt = fillForm('transfer-receipt', {
        from,
        letter: row.number,
        cause: row.title,
        unit: row.counterpart,
        materials: items.map(({ name: file, sha256 }) => ({ name: file, count: '1份', sha256 })),
      });
      const packed = await packTransfer(files, { row, from, items, custody, receipt, packedAt: clock.now() });
      await run(keepPackage, { transferId, ...packed }, scope);
      parcel = await run(readParcel, { transferId }, scope);
    }
    const bureau = parcel.row.other_bureau;
    if (bureau === null) return;
    const otherId = await run(arrive, { bureau, parcel }, { bureau });
    await run(noteArrival, { transferId, otherId }, scope);
  },
});

const By = z.object({ name: z.string(), org: z.string() });

/** What the record on the other side hears: officers' steps there move this one. */
const takeNews = useCase({
  action: 'transfer.take-news',
  title: '收到对方的办理情况',
  permission: 'transfer.write',
  input: z.object({
    id: z.string(),
    news: News,
    words: z.string(),
    by: By.optional(),
    days: z.int().optional(),
    files: z.array(Stored).default([]),
    other: z.custom<TransferRow>(),
  }),
  async run(context, { id, news, words, by: who, days, files, other }) {
    const row = await lockTransfer(context.tx, id);
    const today = dayInChina(context.clock.now());
    // The day on which it was done there, however late the news is.
    const on = ((news === 'received' ? other.received_on : news === 'accepted' ? other.accepted_on : null) ??
      today) as PlainDate;
    const by = who ?? { name: '', org: row.counterpart };
    const audit = { on: id, why: news, after: { from: other.id } };
    if (news === 'urged') {
      await writeTransferEvent(context, row, 'urge', words, by);
      if (row.org_id !== null)
        await notify(context, {
          to: { orgId: row.org_id, permission: 'transfer.write', upward: true },
          kind: 'escalation',
          title: `${row.counterpart}催办：${row.title}`,
          text: words,
          path: pathOf(id),
          on: id,
        });
      return { result: null, audit };
    }
    const move = `was-${news}` as const;
    // News that comes twice, or to a record that its officer closed meanwhile, changes nothing.
    if (!takes(row, move)) return { result: null, audit: { ...audit, why: `${news}：未变更` } };
    if (move === 'was-received') await noteReceived(context, row, move, { by, phone: null, on });
    else if (move === 'was-accepted') await noteAccepted(context, row, move, { by, opinion: words, on });
    else if (move === 'was-returned')
      await noteReturned(context, row, move, {
        by,
        reason: other.return_reason ?? 'other',
        text: other.return_text ?? '',
        on,
      });
    else if (move === 'was-answered') {
      if (other.result === null) throw new AppError('internal', '对方的反馈没有结果');
      await noteAnswered(context, row, move, {
        by,
        result: other.result,
        text: other.result_text ?? '',
        on,
        number: other.reply_number,
        files,
      });
    } else {
      const told = `${days} 个工作日：${words}`;
      // Told after the end on this side: it stands in the course, there is nothing left to prolong.
      const late = !((await deadlinesOf(context, [id])).get(id) ?? []).some(
        ({ rule, ended, due }) => rule === ASSISTANCE_RULE && ended === null && due >= today,
      );
      if (!late)
        await extendDeadline(context, {
          on: id,
          rule: ASSISTANCE_RULE,
          length: days ?? 0,
          reason: `${by.org}告知延长：${words}`,
        });
      await writeTransferEvent(context, row, move, late ? `${told}（本方期限已经届满）` : told, by);
    }
    return { result: null, audit };
  },
});

const tell = defineJob({
  ...tellType,
  async run({ run, files: store }, { transferId, news, words, by, days }) {
    const scope = { bureau: bureauOfId(transferId) };
    const { row, items } = await run(readParcel, { transferId }, scope);
    if (row.other_id === null) return;
    const files: z.input<typeof Stored>[] = [];
    if (news === 'answered') {
      // The signed reply counts only with its number: what was thrown away or never issued does not leave.
      const reply =
        row.reply_number === null ? null : await run(readLetter, { transferId, which: 'reply' }, scope);
      if (reply)
        files.push({
          name: `${row.title}（复函） ${row.reply_number}.docx`,
          type: DOCX,
          ...(await store.put(reply)),
        });
      for (const { kind, name, type, sha256, bytes } of items)
        if (kind === 'reply') files.push({ name, type, sha256, bytes: Number(bytes) });
    }
    await run(
      takeNews,
      { id: row.other_id, news, words, by, days, files, other: row },
      { bureau: bureauOfId(row.other_id) },
    );
  },
});

export const jobs = [dispatch, tell];
