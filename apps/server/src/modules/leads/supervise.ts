import { AppError } from '@wangjian/core/errors.ts';
import { bureauOfId } from '@wangjian/core/ids.ts';
import { LEAD_STATUS_NAMES } from '@wangjian/core/lead.ts';
import { dayInChina, type PlainDate } from '@wangjian/core/plain-date.ts';
import { z } from 'zod';
import { defineJob } from '../../platform/jobs/define-job.ts';
import { readCase, useCase, type WriteContext } from '../../platform/use-case.ts';
import { agencyOf, draftDocument } from '../documents/service.ts';
import type { UnitTree } from '../officers/service.ts';
import { actOnEach } from './act.ts';
import * as contract from './contract.ts';
import { addPart, supervisionsOf } from './course-store.ts';
import { tellUnit } from './dispatch.ts';
import { pressSuccessor } from './hand-over-types.ts';
import { movesOf } from './lifecycle.ts';
import { writeEvent } from './register.ts';
import { getLeadRow, type LeadRow, saveLead } from './store.ts';
import { startSupervisionTerm, unitToAct } from './terms.ts';

/** Keeps a 督办 with its term, and tells the unit that is to act. */
async function addSupervision(
  context: WriteContext,
  lead: LeadRow,
  asked: { readonly id: string; readonly text: string; readonly dueOn: string; readonly orgName: string },
): Promise<void> {
  const { tx, actor, clock } = context;
  await addPart(tx, 'lead_supervisions', {
    bureau: lead.bureau,
    id: asked.id,
    region: lead.region,
    lead_id: lead.id,
    text: asked.text,
    due_on: asked.dueOn,
    at: clock.now(),
    officer_id: actor.id,
    officer_name: actor.name,
    org_id: actor.kind === 'officer' ? actor.orgId : '',
    org_name: asked.orgName,
    ended_at: null,
  });
  await startSupervisionTerm(context, lead, asked.dueOn);
  if (lead.status === 'handed-over') return;
  const words = `限 ${asked.dueOn} 前办理：${asked.text}`;
  await tellUnit(context, lead, unitToAct(lead), 'supervision', '督办', words, handlerOf(lead));
}

/** Whoever is to act on a lead: reviews a feedback, or handles the lead. */
const handlerOf = ({ status }: LeadRow) => (status === 'reviewing' ? 'lead.review' : 'lead.handle');

/** The bureau that has the lead now is pressed in its own record, by a job. */
async function pressOther(
  { jobs, regions }: WriteContext,
  lead: LeadRow,
  press: { readonly text: string; readonly dueOn: string | null; readonly key: string },
): Promise<void> {
  const by = agencyOf(regions, lead.bureau).name;
  await jobs.add(pressSuccessor, { leadId: lead.id, by, ...press }, { key: press.key });
}

const whom = (context: WriteContext, row: LeadRow, units: UnitTree): string =>
  row.status === 'handed-over' && row.successor_bureau !== null
    ? agencyOf(context.regions, row.successor_bureau).name
    : units.fullName(unitToAct(row));

/** 督办: a superior unit asks for a lead to be handled by a day; who is to act is told, the day is a deadline. */
export const superviseLeads = useCase({
  action: 'lead.supervise',
  title: '督办线索',
  permission: 'lead.supervise',
  input: contract.superviseLeads.body!,
  idempotencyKey: ({ key }) => key,
  async run(context, { leads, text, dueOn }) {
    const { actor, clock, newId } = context;
    if ((dueOn as PlainDate) < dayInChina(clock.now()))
      throw new AppError('invalid_input', '督办期限不能早于今天', {
        problems: [{ path: 'dueOn', message: '请选择今天或以后的日期' }],
      });
    return await actOnEach(context, leads, 'supervise', text, (row, units) => ({
      change: { supervised_at: clock.now() },
      say: `限 ${dueOn} 前办理：${text}`,
      async after(lead) {
        const id = newId('supervision', row.bureau);
        await addSupervision(context, lead, { id, text, dueOn, orgName: actor.orgName });
        // 督办单: a draft with what the record knows, for whoever signs and sends it.
        await draftDocument(context, {
          bureau: row.bureau,
          region: row.region,
          on: row.id,
          form: 'supervision-order',
          title: `督办单：${row.title}`,
          values: {
            to: whom(context, row, units),
            matter: `线索${row.number}：${row.title}`,
            situation: `${row.received_on} 收到，现${LEAD_STATUS_NAMES[row.status]}。`,
            demand: text,
            dueOn,
          },
          key: id,
        });
        if (row.status === 'handed-over') await pressOther(context, lead, { text, dueOn, key: id });
      },
    }));
  },
});

/** 催办: reminds whoever is to act. */
export const urgeLeads = useCase({
  action: 'lead.urge',
  title: '催办线索',
  permission: 'lead.supervise',
  input: contract.urgeLeads.body!,
  idempotencyKey: ({ key }) => key,
  run: (context, { leads, text }) =>
    actOnEach(context, leads, 'urge', text, () => ({
      async after(lead) {
        if (lead.status === 'handed-over')
          await pressOther(context, lead, { text, dueOn: null, key: context.newId('press', lead.bureau) });
        else await tellUnit(context, lead, unitToAct(lead), 'reminder', '催办', text, handlerOf(lead));
      },
    })),
});

const readSuccessor = readCase({
  action: 'lead.read-successor',
  title: '读取承接的线索',
  permission: 'lead.read',
  input: z.object({ leadId: z.string() }),
  run: async ({ tx }, { leadId }) => ({ result: await getLeadRow(tx, leadId), audit: 'plain' }),
});

const bePressed = useCase({
  action: 'lead.be-pressed',
  title: '收到移交机关的催办、督办',
  permission: 'lead.supervise',
  input: pressSuccessor.payload.omit({ leadId: true }).extend({ successorId: z.string() }),
  async run(context, { successorId, by, text, dueOn, key }) {
    const { tx, clock } = context;
    const lead = await getLeadRow(tx, successorId);
    const id = `supervision_${lead.bureau}_${key.slice(-26)}`;
    const why = `${by}：${dueOn ? `限 ${dueOn} 前办理：` : ''}${text}`;
    const audit = { on: successorId, why };
    // Nothing twice, and nothing of what was answered meanwhile.
    const known = (await supervisionsOf(tx, successorId)).some((one) => one.id === id);
    if (known || !movesOf(lead.status).some(([action]) => action === 'urge')) return { result: null, audit };
    await writeEvent(context, lead, dueOn ? 'supervise' : 'urge', why);
    if (dueOn) {
      await saveLead(tx, lead, { supervised_at: clock.now() });
      await addSupervision(context, lead, { id, text, dueOn, orgName: by });
    } else await tellUnit(context, lead, unitToAct(lead), 'reminder', '催办', why, handlerOf(lead));
    return { result: null, audit };
  },
});

/** Presses the bureau that has a lead now, in its own record. */
export const press = defineJob({
  ...pressSuccessor,
  async run({ run }, { leadId, ...asked }) {
    const lead = await run(readSuccessor, { leadId }, { bureau: bureauOfId(leadId) });
    const { successor_id: successorId, successor_bureau: bureau } = lead;
    if (lead.status !== 'handed-over' || bureau === null) return;
    if (successorId === null) throw new AppError('conflict', '承接机关还没有收到该线索'); // Tried again later.
    await run(bePressed, { successorId, ...asked }, { bureau });
  },
});
