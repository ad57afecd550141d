import { AppError } from '@wangjian/core/errors.ts';
import { dayInChina } from '@wangjian/core/plain-date.ts';
import { type Actor, may } from '../../../platform/actor.ts';
import { type ReadContext, readCase, useCase, type WriteContext } from '../../../platform/use-case.ts';
import { unitsOfBureau } from '../../officers/service.ts';
import * as contract from '../contract.ts';
import {
  countLines,
  countRecords,
  type Doer,
  freezeRecords,
  type Period,
  recordsBehind,
  recordsFrozen,
  recordsNow,
} from './count.ts';
import { allowedActions, move, type ReportAction } from './lifecycle.ts';
import { annex2Table } from './lines.ts';
import { comparedWith, countedOnce, periodInWords } from './period.ts';
import {
  decideReport,
  getReportRow,
  insertReport,
  lockReportRow,
  type ReportRow,
  reportsOf,
  saveFigures,
} from './store.ts';
import { reportingUnit } from './unit.ts';

const LONGEST_DAYS = 3 * 366;

/** The period, refused when it is turned round or longer than three years. */
export function checkedPeriod({ from, to }: Period): Period {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
  if (days < 0) throw new AppError('invalid_input', '统计期间的止日早于起日，请改正');
  if (days > LONGEST_DAYS) throw new AppError('invalid_input', '统计期间最长三年，请缩短');
  return { from, to };
}

/** What does not add up (FACTS 7.5): each is a case that was entered wrongly, or a definition that is. */
function problemsOf(values: Readonly<Record<string, number>>): string[] {
  const problems: string[] = [];
  const categories = annex2Table()
    .lines.filter(({ category }) => category !== undefined)
    .reduce((sum, { id }) => sum + (values[id] ?? 0), 0);
  if (categories !== (values.cases ?? 0)) {
    problems.push(`十二类案件之和 ${categories} 件，与查处案件 ${values.cases ?? 0} 件不等`);
  }
  if ((values['police-transfers'] ?? 0) > (values.cases ?? 0)) {
    problems.push('移送公安机关的案件多于查处的案件（移送后未作处罚的案件不计入查处数，请核对）');
  }
  return problems;
}

/** Every line with its three numbers. */
async function figuresOf(tx: ReadContext['tx'], doer: Doer, period: Period) {
  const values = await countLines(tx, doer, period);
  const compared = comparedWith(period);
  const counted = countedOnce((one: Period) => countLines(tx, doer, one));
  const before = await counted(compared.before);
  const lastYear = await counted(compared.lastYear);
  const figures = annex2Table().lines.map(({ id, section, words, unit, counts }) => ({
    line: id,
    section,
    words,
    unit,
    counts,
    value: values[id] ?? 0,
    before: before[id] ?? 0,
    lastYear: lastYear[id] ?? 0,
  }));
  return { values, figures, compared };
}

export const getAnnex2 = readCase({
  action: 'report.annex2',
  title: '查看附件2统计表',
  permission: 'report.read',
  input: contract.getAnnex2.query!,
  async run(context, { org, ...asked }) {
    const period = checkedPeriod(asked);
    const unit = await reportingUnit(context, org);
    const { values, figures, compared } = await figuresOf(context.tx, unit, period);
    const reports = await reportsOf(context.tx, period, unit.id);
    return {
      result: {
        title: annex2Table().title,
        org: { id: unit.id, name: unit.name },
        ...period,
        period: periodInWords(period),
        compared,
        figures,
        problems: problemsOf(values),
        reports: reports.map((row) => present(row, context.actor)),
      },
      audit: 'plain',
    };
  },
});

function present(row: ReportRow, actor: Actor): contract.Annex2Report {
  return {
    id: row.id,
    orgId: row.org_id,
    orgName: row.org_name,
    from: row.from_day,
    to: row.to_day,
    status: row.status,
    figures: row.figures,
    recordsKept: row.records_kept,
    remarks: row.remarks,
    note: row.note,
    submittedAt: row.submitted_at.toISOString(),
    submittedBy: row.submitted_by_name,
    decidedAt: row.decided_at?.toISOString() ?? null,
    decidedBy: row.decided_by_name,
    opinion: row.opinion,
    correctsId: row.corrects_id,
    correctionReason: row.correction_reason,
    allowed: allowedActions(row.status).filter((action) => mayDo(actor, action, row)),
    version: row.version,
  };
}

/** Whoever signs has not filled it in. */
function mayDo(actor: Actor, action: ReportAction, row: ReportRow): boolean {
  if (action === 'correct') return may(actor, 'report.submit');
  return may(actor, 'report.sign') && row.submitted_by !== actor.id;
}

export const listAnnex2Units = readCase({
  action: 'report.annex2-units',
  title: '查看各单位报送情况',
  permission: 'report.read',
  input: contract.listAnnex2Units.query!,
  async run({ tx, actor, regions }, asked) {
    const period = checkedPeriod(asked);
    const seen = regions.within(actor.kind === 'officer' ? actor.region : actor.bureau);
    const visible = new Set(seen);
    // A province looks on the offices of its cities, too; sections are the business of their own bureau.
    const below = [...new Set(seen.map((code) => regions.bureauOf(code)))];
    const bureaus = [actor.bureau, ...below.filter((bureau) => bureau !== actor.bureau)];
    const trees = await Promise.all(bureaus.map((bureau) => unitsOfBureau(tx, bureau)));
    const reports = await reportsOf(tx, period, null);
    const own = actor.kind === 'officer' ? (trees[0]?.officeOf(actor.orgId) ?? null) : null;
    return {
      result: {
        own: own?.id ?? null,
        items: trees.flatMap((tree, at) =>
          tree.all
            .filter(({ active, region, level }) => active && level !== 'department' && visible.has(region))
            .filter(({ level }) => at === 0 || level !== 'section')
            .map(({ id, name, level, parentId }) => {
              const report = reports.find((one) => one.org_id === id && one.status !== 'corrected');
              return {
                id,
                name: level === 'section' ? tree.fullName(id) : name,
                level,
                parentId,
                status: report?.status ?? null,
                submittedAt: report?.submitted_at.toISOString() ?? null,
                cases: report?.figures.cases ?? null,
                reportId: report?.id ?? null,
              };
            }),
        ),
      },
      audit: 'plain',
    };
  },
});

export const listAnnex2Records = readCase({
  action: 'report.annex2-records',
  title: '查看统计数背后的记录',
  permission: 'report.read',
  input: contract.listAnnex2Records.query!,
  async run(context, { org, report, line: lineId, page, pageSize, ...asked }) {
    const period = checkedPeriod(asked);
    const line = annex2Table().lines.find(({ id }) => id === lineId);
    if (!line) throw new AppError('invalid_input', `附件2没有“${lineId}”这一行`);
    const from =
      report === undefined
        ? recordsNow(await reportingUnit(context, org), period)
        : recordsFrozen(await getReportRow(context.tx, report));
    const { items, total } = await recordsBehind(context.tx, line, from, { page, pageSize });
    const trees = new Map<string, Awaited<ReturnType<typeof unitsOfBureau>>>();
    for (const bureau of new Set(items.map((row) => row.bureau))) {
      trees.set(bureau, await unitsOfBureau(context.tx, bureau));
    }
    return {
      result: {
        items: items.map(({ id, title, path, day, bureau, org_id, pieces, fen }) => ({
          id,
          title,
          path,
          day,
          orgName: trees.get(bureau)?.fullName(org_id) ?? '—',
          pieces,
          fen,
        })),
        total,
      },
      audit: 'plain',
    };
  },
});

export const submitAnnex2 = useCase({
  action: 'report.annex2-submit',
  title: '报送附件2统计表',
  permission: 'report.submit',
  input: contract.submitAnnex2.body!,
  idempotencyKey: (input) => input.key,
  async run(context, { org, remarks, note, corrects, reason, key: _, ...asked }) {
    const { tx, actor, clock, newId } = context;
    const period = checkedPeriod(asked);
    if (period.to > dayInChina(clock.now())) {
      throw new AppError('conflict', '统计期间还没有结束，不能报送；请在期间结束后报送');
    }
    const unit = await reportingUnit(context, org);
    await refuseSecond(context, unit.id, period, corrects);
    if (corrects !== undefined) {
      if (reason.length < 2) throw new AppError('invalid_input', '更正已审签的统计表要写明理由');
      const old = await lockReportRow(tx, corrects);
      await decideReport(tx, corrects, old.version, { status: move(old.status, 'correct') });
    }
    const id = newId('annexreport', unit.bureau);
    const kept = { bureau: unit.bureau, id, region: unit.region };
    await insertReport(tx, {
      ...kept,
      org_id: unit.id,
      org_name: unit.name,
      from_day: period.from,
      to_day: period.to,
      status: 'submitted',
      figures: {},
      records_kept: true,
      remarks,
      note,
      catalog_version: annex2Table().version,
      submitted_at: clock.now(),
      submitted_by: actor.id,
      submitted_by_name: actor.name,
      decided_at: null,
      decided_by_name: null,
      opinion: null,
      corrects_id: corrects ?? null,
      correction_reason: corrects === undefined ? null : reason,
    });
    // Counted from what was kept: the numbers and the records behind them are of one moment.
    await freezeRecords(tx, kept, recordsNow(unit, period));
    const values = await countRecords(tx, recordsFrozen(kept));
    await saveFigures(tx, id, values);
    const row = await getReportRow(tx, id);
    return { result: present(row, actor), audit: { on: id, why: reason || null, after: { period, values } } };
  },
});

/** One report waits for its signature at a time, and a signed one is only replaced by a correction of it. */
async function refuseSecond(
  { tx }: WriteContext,
  orgId: string,
  period: Period,
  corrects: string | undefined,
): Promise<void> {
  for (const report of await reportsOf(tx, period, orgId)) {
    if (report.status === 'submitted') throw new AppError('conflict', '本期统计表已经报送，正等待审签');
    if (report.status === 'signed' && report.id !== corrects) {
      throw new AppError('conflict', '本期统计表已经审签；有变化的，请用“更正”报送，并写明理由');
    }
  }
}

const decide = (action: 'sign' | 'return', title: string) =>
  useCase({
    action: `report.annex2-${action}`,
    title,
    permission: 'report.sign',
    input: contract.signAnnex2.body!.extend(contract.signAnnex2.params!.shape),
    async run({ tx, actor, clock }, { id, version, opinion }) {
      const row = await lockReportRow(tx, id);
      const status = move(row.status, action);
      if (row.submitted_by === actor.id) throw new AppError('conflict', '填报人不能审签自己报送的统计表');
      await decideReport(tx, id, version, {
        status,
        decided_at: clock.now(),
        decided_by_name: actor.name,
        opinion: opinion || null,
      });
      const next = await getReportRow(tx, id);
      return {
        result: present(next, actor),
        audit: { on: id, why: opinion || null, before: { status: row.status }, after: { status } },
      };
    },
  });

/** 审签: the figures stand from here on; a change is a correction. */
export const signAnnex2 = decide('sign', '审签附件2统计表');
export const returnAnnex2 = decide('return', '退回附件2统计表');
