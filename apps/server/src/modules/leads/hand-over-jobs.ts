import { AppError } from '@wangjian/core/errors.ts';
import { bureauOfId } from '@wangjian/core/ids.ts';
import { dayInChina } from '@wangjian/core/plain-date.ts';
import { z } from 'zod';
import { defineJob } from '../../platform/jobs/define-job.ts';
import { readCase, useCase } from '../../platform/use-case.ts';
import { agencyOf } from '../documents/service.ts';
import { judgeLeadFindings } from '../findings/service.ts';
import { unitsOfBureau } from '../officers/service.ts';
import { actAsPlatform } from './act.ts';
import {
  addPart,
  attachmentsOf,
  endDispatch,
  eventsBefore,
  feedbacksOf,
  openHandOver,
} from './course-store.ts';
import { tellUnit } from './dispatch.ts';
import { answerOrigin, handOverType } from './hand-over-types.ts';
import { registerLead, writeEvent } from './register.ts';
import { addFeedback } from './review.ts';
import { getLeadRow, type LeadRow, saveLead, successorOf } from './store.ts';
import { endAwaited, startCheckTerm, startReceivedTerms } from './terms.ts';

interface Parcel {
  readonly row: LeadRow;
  readonly attachments: Awaited<ReturnType<typeof attachmentsOf>>;
  readonly course: string;
}

/** What the other bureau gets: the form, the attachments, and the course so far in words. */
const pack = readCase({
  action: 'lead.pack',
  title: '整理移交的线索',
  permission: 'lead.read',
  input: z.object({ leadId: z.string() }),
  async run({ tx }, { leadId }) {
    const row = await getLeadRow(tx, leadId);
    const result: Parcel = {
      row,
      attachments: await attachmentsOf(tx, leadId),
      course: await eventsBefore(tx, leadId),
    };
    return { result, audit: 'plain' };
  },
});

const receive = useCase({
  action: 'lead.receive',
  title: '接收其他局移交的线索',
  permission: 'lead.register',
  input: z.object({ bureau: z.string(), dispatchId: z.string(), parcel: z.custom<Parcel>() }),
  async run(context, { bureau, dispatchId, parcel: { row, attachments, course } }) {
    const { tx, clock, regions, newId } = context;
    const known = await successorOf(tx, bureau, dispatchId);
    if (known) return { result: known.id, audit: { on: known.id, why: '已经接收' } };
    const units = await unitsOfBureau(tx, bureau);
    const office = units.all.find(({ region, level }) => region === bureau && level !== 'section');
    const from = agencyOf(regions, row.bureau).name;
    const today = dayInChina(clock.now());
    const id = await registerLead(
      context,
      {
        bureau,
        region: bureau,
        title: row.title,
        source: regions.contains(row.bureau, bureau) ? 'superior' : 'region',
        source_fields: JSON.stringify({
          authority: from,
          letterNumber: row.number,
        }),
        // The register of the other bureau is its own: the site goes along in words.
        site_id: null,
        party: row.party,
        uscc: row.uscc,
        party_address: row.party_address,
        party_phone: row.party_phone,
        url: row.url,
        informant: row.informant,
        informant_phone: row.informant_phone,
        found_on: row.found_on,
        received_on: today,
        content: row.content,
        violations: row.violations,
        opinion: row.opinion,
        patrol_id: null,
        origin_id: row.id,
        origin_bureau: row.bureau,
        origin_dispatch_id: dispatchId,
        feedback_due_on: row.feedback_due_on,
        ...(office ? { status: 'dispatched' as const, holder_org_id: office.id } : {}),
      },
      `由${from}移交，原编号 ${row.number}\n${course}`.slice(0, 2000),
    );
    const lead = await getLeadRow(tx, id);
    for (const { name, type, bytes, sha256, at, officer_id, officer_name } of attachments)
      await addPart(tx, 'lead_attachments', {
        bureau,
        id: newId('attachment', bureau),
        region: lead.region,
        lead_id: id,
        name,
        type,
        bytes,
        sha256,
        at,
        officer_id,
        officer_name,
        removed_at: null,
        removed_by: null,
      });
    if (office) {
      await startReceivedTerms(context, lead);
      await tellUnit(context, lead, office.id, 'task', '待签收线索', `${from}移交`);
    }
    return { result: id, audit: { on: id, why: `承接 ${row.id}`, after: { origin: row.id } } };
  },
});

const noteSuccessor = useCase({
  action: 'lead.note-successor',
  title: '记录承接的线索',
  permission: 'lead.dispatch',
  input: z.object({ leadId: z.string(), successorId: z.string() }),
  async run(context, { leadId, successorId }) {
    const row = await getLeadRow(context.tx, leadId);
    if (row.successor_id !== successorId) await saveLead(context.tx, row, { successor_id: successorId });
    return { result: null, audit: { on: leadId, after: { successor: successorId } } };
  },
});

const handOver = defineJob({
  ...handOverType,
  async run({ run }, { leadId, dispatchId }) {
    const origin = { bureau: bureauOfId(leadId) };
    const parcel = await run(pack, { leadId }, origin);
    const bureau = parcel.row.successor_bureau;
    if (bureau === null) return;
    const successorId = await run(receive, { bureau, dispatchId, parcel }, { bureau });
    await run(noteSuccessor, { leadId, successorId }, origin);
  },
});

const Answer = answerOrigin.payload.shape.with;
type FeedbackRow = Awaited<ReturnType<typeof feedbacksOf>>[number];

const readAnswer = readCase({
  action: 'lead.read-answer',
  title: '读取承接机关的答复',
  permission: 'lead.read',
  input: z.object({ leadId: z.string() }),
  async run({ tx }, { leadId }) {
    const row = await getLeadRow(tx, leadId);
    return { result: { row, feedback: (await feedbacksOf(tx, leadId)).at(-1) }, audit: 'plain' };
  },
});

const takeAnswer = useCase({
  action: 'lead.take-answer',
  title: '收到承接机关的答复',
  permission: 'lead.dispatch',
  input: z.object({
    originId: z.string(),
    with: Answer,
    successor: z.custom<LeadRow>(),
    feedback: z.custom<FeedbackRow | undefined>(),
  }),
  async run(context, { originId, with: kind, successor, feedback }) {
    const { tx, clock, regions } = context;
    const row = await getLeadRow(tx, originId);
    const hop = await openHandOver(tx, originId);
    const from = agencyOf(regions, successor.bureau).name;
    // An answer that comes twice, or to another hand-over than the one that waits, changes nothing.
    if (row.status !== 'handed-over' || hop?.id !== successor.origin_dispatch_id)
      return { result: null, audit: { on: originId, why: '答复已经收到' } };
    if (kind === 'signed') {
      await endDispatch(tx, hop, { state: 'signed', ended_at: clock.now() });
      await writeEvent(context, row, 'sign', `${from}已签收，编号 ${successor.number}`);
    } else if (kind === 'result' && feedback) {
      const { result, facts, handling, reference, reason } = feedback;
      await actAsPlatform(context, row, 'settle', `${from}办结：${facts}`, {
        change: { result, fed_back_at: clock.now(), checked_on: successor.checked_on },
        async after(lead) {
          await endDispatch(tx, hop, { state: 'signed', ended_at: clock.now() });
          await endAwaited(context, originId, 'met');
          await addFeedback(context, lead, { result, facts, handling, reference, reason });
        },
      });
    } else if (kind === 'returned') {
      const reason = successor.return_reason ?? 'other';
      await actAsPlatform(context, row, 'come-back', `${from}退回`, {
        change: {
          holder_org_id: row.review_org_id,
          return_reason: reason,
          successor_bureau: null,
          successor_id: null,
        },
        async after(lead) {
          await endDispatch(tx, hop, { state: 'returned', ended_at: clock.now(), reason: `${from}退回` });
          await judgeLeadFindings(tx, lead, reason);
          await endAwaited(context, originId, 'dropped');
          await startCheckTerm(context, lead);
          await tellUnit(
            context,
            lead,
            lead.holder_org_id,
            'task',
            '移交的线索被退回',
            from,
            'lead.dispatch',
          );
        },
      });
    } else throw new AppError('internal', '承接机关的答复没有反馈内容');
    return { result: null, audit: { on: originId, why: kind, after: { successor: successor.id } } };
  },
});

const answer = defineJob({
  ...answerOrigin,
  async run({ run }, { leadId, with: kind }) {
    const { row, feedback } = await run(readAnswer, { leadId }, { bureau: bureauOfId(leadId) });
    if (row.origin_id === null) return;
    await run(
      takeAnswer,
      { originId: row.origin_id, with: kind, successor: row, feedback },
      { bureau: bureauOfId(row.origin_id) },
    );
  },
});

export const jobs = [handOver, answer];
