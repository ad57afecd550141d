import { buffer } from 'node:stream/consumers';
import { AppError } from '@wangjian/core/errors.ts';
import { ANSWER_KIND_NAMES, type AnswerKind } from '@wangjian/core/guidance.ts';
import { dayInChina } from '@wangjian/core/plain-date.ts';
import { z } from 'zod';
import { readCase, useCase } from '../../platform/use-case.ts';
import { endDeadline } from '../deadlines/service.ts';
import { agencyOfDocument } from '../documents/service.ts';
import { evidenceIdsOf, evidencePictures } from '../evidence/service.ts';
import { notify } from '../inbox/service.ts';
import type { GuidanceForm } from './contract.ts';
import { move } from './lifecycle.ts';
import { answerIsOpen } from './present.ts';
import { answersOf, type GuidanceRow, guidanceOfCode, insertAnswer, saveGuidance } from './store.ts';
import { ANSWER_TERM, pathOf, writeGuidanceEvent } from './write.ts';

const MAX_ANSWERS = 20;
const MAX_PICTURES = 3;

/** One answer to every code that opens nothing: unknown, not served yet, expired, closed. */
export const CLOSED =
  '答复码不正确，或者答复期限已过。请核对通知书上的答复码；仍有疑问的，请按通知书上的电话联系承办单位。';

const Code = z.object({ bureau: z.string(), hash: z.string() });

function openOne(row: GuidanceRow | undefined, today: string): GuidanceRow {
  if (!row || !answerIsOpen(row, today)) throw new AppError('not_found', CLOSED);
  return row;
}

/** What the party sees: the finding, the articles, the evidence, and what it answered before. */
export interface PartyView {
  readonly title: string;
  readonly kind: GuidanceRow['kind'];
  readonly number: string | null;
  readonly agency: string;
  readonly party: string;
  readonly dueOn: string | null;
  readonly expiresOn: string | null;
  readonly form: Pick<GuidanceForm, 'facts' | 'articles' | 'items' | 'url'>;
  readonly pictures: readonly { readonly url: string; readonly fetchedOn: string; readonly png: Buffer }[];
  readonly answers: readonly {
    readonly kind: AnswerKind;
    readonly text: string;
    readonly at: Date;
    readonly files: number;
  }[];
}

export const openForParty = readCase({
  action: 'guidance.party-read',
  title: '当事人查看行政指导',
  permission: 'public',
  input: Code,
  async run({ tx, regions, clock, files }, { bureau, hash }) {
    const row = openOne(await guidanceOfCode(tx, bureau, hash), dayInChina(clock.now()));
    const linked = await evidenceIdsOf(tx, row.id);
    const before = linked.filter((id) => !row.evidence_after.includes(id)).slice(0, MAX_PICTURES);
    const pictures = await evidencePictures(tx, before);
    const view: PartyView = {
      title: row.title,
      kind: row.kind,
      number: row.number,
      agency: (await agencyOfDocument({ tx, regions }, row)).name,
      party: row.party,
      dueOn: row.due_on,
      expiresOn: row.code_expires_on,
      form: row.form,
      pictures: await Promise.all(
        pictures.map(async ({ url, fetchedOn, blob }) => ({
          url,
          fetchedOn,
          png: await buffer(await files.read(blob)),
        })),
      ),
      answers: (await answersOf(tx, row.id))
        .filter(({ for_party }) => for_party === null)
        .map(({ kind, text, at, files: sent }) => ({ kind, text, at, files: sent.length })),
    };
    return { result: view, audit: { on: row.id, by: partyOf(row) } };
  },
});

const partyOf = (row: GuidanceRow) => ({ id: null, name: row.party, orgName: '当事人', region: row.region });

export const PartyAnswer = z.object({
  kind: z.enum(Object.keys(ANSWER_KIND_NAMES) as [AnswerKind, ...AnswerKind[]]),
  text: z.string().trim().min(2, '请写明情况').max(5000),
  by: z.string().trim().min(1, '请填写姓名').max(50),
  contact: z.string().trim().max(40),
});

export const answerAsParty = useCase({
  action: 'guidance.party-answer',
  title: '当事人网上反馈',
  permission: 'public',
  input: PartyAnswer.extend({
    ...Code.shape,
    files: z
      .array(z.object({ name: z.string(), type: z.string(), sha256: z.string(), bytes: z.int() }))
      .max(9),
  }),
  async run(context, { bureau, hash, files, ...answer }) {
    const { tx, clock, newId } = context;
    const row = openOne(await guidanceOfCode(tx, bureau, hash), dayInChina(clock.now()));
    if (row.answers >= MAX_ANSWERS)
      throw new AppError('conflict', '反馈次数已达上限，如需补充，请按通知书上的电话联系承办单位');
    const id = newId('answer', bureau);
    const place = { bureau, region: row.region, guidance_id: row.id };
    await insertAnswer(
      tx,
      {
        ...place,
        id,
        kind: answer.kind,
        text: answer.text,
        by_name: answer.by,
        contact: answer.contact || null,
        for_party: null,
        at: clock.now(),
      },
      files.map((file) => ({ ...place, id: newId('answerfile', bureau), answer_id: id, ...file })),
    );
    await saveGuidance(tx, row, {
      status: move(row.status, 'answer', row.kind),
      answered_at: clock.now(),
      answers: row.answers + 1,
    });
    await endDeadline(context, { on: row.id, rule: null, term: ANSWER_TERM, outcome: 'met' });
    await writeGuidanceEvent(
      context,
      row,
      'answer',
      `${ANSWER_KIND_NAMES[answer.kind]}：${answer.text.slice(0, 500)}`,
      { name: answer.by, org: answer.by === row.party ? '当事人' : row.party },
    );
    await notify(context, {
      to: { officerIds: [row.officer_id] },
      kind: 'task',
      title: `当事人已反馈（${ANSWER_KIND_NAMES[answer.kind]}）：${row.title}`,
      path: pathOf(row.id),
      on: row.id,
    });
    return {
      result: { title: row.title },
      audit: { on: row.id, by: partyOf(row), after: { kind: answer.kind, files: files.length } },
    };
  },
});
