import { AppError } from '@wangjian/core/errors.ts';
import type { PlainDate } from '@wangjian/core/plain-date.ts';
import { isUscc } from '@wangjian/core/uscc.ts';
import type { z } from 'zod';
import { useCase, type WriteContext } from '../../platform/use-case.ts';
import { evidenceIdsOf, linkEvidence } from '../evidence/service.ts';
import { inspectionOf } from '../inspections/service.ts';
import { officersOfBureau } from '../officers/service.ts';
import { siteLabels } from '../registry/service.ts';
import { startClock } from './clocks.ts';
import * as contract from './contract.ts';
import { caseCatalog } from './law/case-catalog.ts';
import { refuseSecondCase } from './lead-link.ts';
import { saveParty } from './party-store.ts';
import { caseDetail } from './present-case.ts';
import { todayOf, writeCaseEvent } from './step.ts';
import { getCaseRow, insertCase, saveHandler } from './store.ts';

type NewCase = z.output<NonNullable<typeof contract.createCase.body>>;

/** Violation types the catalog knows; the first decides case type and Annex 2 category unless chosen. */
export function checkViolations(ids: readonly string[]): { caseType: string; category: string } {
  const { violations, typeOf } = caseCatalog();
  const unknown = ids.find((id) => !violations.has(id));
  if (unknown !== undefined)
    throw new AppError('invalid_input', `没有违法行为类型“${unknown}”，请从列表中选择`, {
      problems: [{ path: 'violations', message: '没有这个类型' }],
    });
  const first = violations.get(ids[0]!)!;
  return { caseType: typeOf(first.id)?.id ?? 'other-violation', category: first.category };
}

/** A day that has come, and the act before it was found. */
export function checkDays(today: PlainDate, actedOn: string, foundOn: string): void {
  const problem =
    foundOn > today
      ? { path: 'foundOn', message: '发现日期晚于今天' }
      : actedOn > foundOn
        ? { path: 'actedOn', message: '违法行为发生日期晚于发现日期' }
        : null;
  if (problem) throw new AppError('invalid_input', `${problem.message}，请检查`, { problems: [problem] });
}

export function checkUscc(uscc: string | null | undefined): string | null {
  if (!uscc) return null;
  const code = uscc.toUpperCase();
  if (isUscc(code)) return code;
  throw new AppError('invalid_input', '统一社会信用代码的校验位不对，请核对是否抄错', {
    problems: [{ path: 'uscc', message: '校验位不对' }],
  });
}

export const createCase = useCase({
  action: 'case.create',
  title: '登记案件',
  permission: 'case.write',
  input: contract.createCase.body!,
  idempotencyKey: (input) => input.key,
  async run(context, { key: _key, ...input }) {
    const id = await registerCase(context, input);
    return {
      result: await caseDetail(context, id),
      audit: { on: id, after: { ...input, party: undefined } },
    };
  },
});

/** The charges as a title has room for: one by its name, several by the first and their number. */
function chargesInWords(names: readonly string[]): string {
  const [first = '违法行为'] = names;
  return names.length > 1 ? `${first.replace(/等$/, '')}等${names.length}项违法行为` : first;
}

/** Enters a case in state 待立案; a lead it comes from is held while it runs. */
async function registerCase(context: WriteContext, input: Omit<NewCase, 'key'>): Promise<string> {
  const { tx, actor, clock, regions, newId } = context;
  const { region, violations } = input;
  const bureau = regions.bureauOf(region);
  const derived = checkViolations(violations);
  const today = todayOf(context);
  checkDays(today, input.actedOn, input.foundOn);
  if (input.siteId && !(await siteLabels(tx, [bureau], [input.siteId])).has(input.siteId))
    throw new AppError('invalid_input', '所选主体不存在，或者不在您的管辖范围内，请重新选择', {
      problems: [{ path: 'siteId', message: '没有找到该主体' }],
    });
  if (input.leadId) await refuseSecondCase(context, input.leadId);
  if (input.inspectionId) await inspectionOf(tx, input.inspectionId);
  const id = newId('case', bureau);
  const names = violations.map((one) => caseCatalog().violations.get(one)!.name);
  const title =
    input.title ?? `${(input.party?.name ?? '当事人').slice(0, 60)}涉嫌${chargesInWords(names)}案`;
  await insertCase(tx, {
    bureau,
    id,
    region,
    number: null,
    title,
    state: 'drafting',
    pending_action: null,
    procedure: input.procedure,
    case_type: derived.caseType,
    violations,
    category: input.category ?? derived.category,
    source: input.leadId ? 'lead' : input.inspectionId ? 'inspection' : input.source,
    lead_id: input.leadId ?? null,
    inspection_id: input.inspectionId ?? null,
    site_id: input.siteId ?? null,
    summary: input.summary,
    acted_on: input.actedOn,
    found_on: input.foundOn,
    same_act: true,
    org_id: actor.kind === 'officer' ? actor.orgId : null,
    org_name: actor.orgName,
    public_interest: false,
    complex: false,
    heard: false,
    fine_fen: 0,
    forfeit_fen: 0,
    registered_at: clock.now(),
    registered_by: actor.id,
    registered_by_name: actor.name,
  });
  const row = await getCaseRow(tx, id);
  if (input.party)
    await saveParty(tx, {
      bureau,
      id: newId('party', bureau),
      region,
      case_id: id,
      place: 1,
      kind: input.party.kind,
      name: input.party.name,
      uscc: checkUscc(input.party.uscc),
      representative: input.party.representative ?? null,
      id_number: input.party.idNumber ?? null,
      phone: input.party.phone ?? null,
      address: input.party.address ?? null,
      turnover_fen: null,
      goods_fen: null,
      income_fen: null,
      ad_cost_fen: null,
    });
  for (const [index, officer] of input.officers.entries()) {
    const [known] = await colleagues(context, bureau, [officer.officerId]);
    await saveHandler(tx, {
      bureau,
      case_id: id,
      officer_id: officer.officerId,
      region,
      name: known!.name,
      certificate: officer.certificate,
      lead: officer.lead || (index === 0 && !input.officers.some(({ lead }) => lead)),
      since: today,
      until: null,
      reason: null,
    });
  }
  await writeCaseEvent(context, row, 'create', null);
  const origin = input.leadId ?? input.inspectionId;
  if (origin)
    for (const evidenceId of await evidenceIdsOf(tx, origin))
      await linkEvidence(tx, { bureau, evidence_id: evidenceId, on_id: id, region });
  if (!input.leadId) await startClock(context, row, 'clue-check', input.foundOn as PlainDate);
  return id;
}

/** Officers of the bureau by id; `invalid_input` for one that is not among them. */
export async function colleagues(context: Pick<WriteContext, 'tx'>, bureau: string, ids: readonly string[]) {
  const known = new Map((await officersOfBureau(context.tx, bureau)).map((one) => [one.id, one]));
  return ids.map((id) => {
    const officer = known.get(id);
    if (!officer)
      throw new AppError('invalid_input', '所选办案人员不是本局在用的账号，请重新选择', {
        problems: [{ path: 'officerId', message: '不是本局人员' }],
      });
    return officer;
  });
}
