import { sql } from 'kysely';
import type { z } from 'zod';
import { listExport } from '../../../platform/export/list-export.ts';
import { type ReadContext, readCase } from '../../../platform/use-case.ts';
import { ruleBook } from '../../findings/service.ts';
import { annex1 } from '../../inspections/service.ts';
import { type UnitTree, unitsOfBureau } from '../../officers/service.ts';
import { periodInWords } from '../annex2/period.ts';
import { checkedPeriod } from '../annex2/service.ts';
import * as contract from '../contract.ts';
import { pageOfRecords } from '../page-of-records.ts';
import { type CountedRow, measureOf, NO_CATEGORY, recordsOf, spanOf } from './count.ts';
import { MEASURES, type Measure } from './measures.ts';
import { placeOf } from './place.ts';

type Query = Omit<z.output<NonNullable<typeof contract.listBoardRecords.query>>, 'page' | 'pageSize'>;

async function asked(context: ReadContext, query: Query) {
  const { measure: id, region, org, only, category, violation, row, side, ...days } = query;
  const measure = measureOf(id);
  const period = checkedPeriod(days);
  const place = await placeOf(context, { region, org, only });
  const narrowed = { category, violation, row, side };
  return {
    measure: MEASURES[measure] as Measure,
    period,
    place,
    narrowed,
    records: recordsOf(measure, place, spanOf(period, context.clock.now()), narrowed),
  };
}

/** What is counted and for whom, e.g. `登记线索 · 中宁县 · 2026年10月 · 虚假宣传`. */
function titleOf(
  { regions }: ReadContext,
  { measure, period, place, narrowed }: Awaited<ReturnType<typeof asked>>,
) {
  const book = ruleBook();
  const { category, violation, row, side } = narrowed;
  return [
    measure.name,
    place.org?.name,
    place.region === null ? undefined : regions.get(place.region).name,
    measure.present ? '现在' : periodInWords(period),
    category === NO_CATEGORY ? '违法类型未定' : category && book.categoryName(category),
    violation && book.violationName(violation),
    row && annex1().rows.find(({ id }) => id === row)?.words,
    side && (side === 'online' ? '网上' : '实地'),
  ]
    .filter(Boolean)
    .join(' · ');
}

async function present({ tx, regions }: ReadContext, rows: readonly CountedRow[]) {
  const trees = new Map<string, UnitTree>();
  for (const bureau of new Set(rows.map((row) => row.bureau)))
    trees.set(bureau, await unitsOfBureau(tx, bureau));
  return rows.map((row) => ({
    id: [row.id, row.kind, row.category].filter(Boolean).join(' '),
    title: row.title,
    path: row.path,
    day: row.day,
    regionName: regions.find(row.region)?.name ?? row.region,
    orgName: row.org_id === null ? null : (trees.get(row.bureau)?.fullName(row.org_id) ?? '—'),
    value: Number(row.value),
  }));
}

export const listBoardRecords = readCase({
  action: 'report.board-records',
  title: '查看看板数字背后的记录',
  permission: 'report.read',
  input: contract.listBoardRecords.query!,
  async run(context, { page, pageSize, ...query }) {
    const found = await asked(context, query);
    const { measure, records } = found;
    const counted = await sql<{ total: number; sum: number }>`
      SELECT count(*)::int AS total, coalesce(sum(t.value), 0)::int8 AS sum FROM (${records}) AS t`.execute(
      context.tx,
    );
    return {
      result: {
        title: titleOf(context, found),
        counts: measure.counts,
        unit: measure.unit,
        items: await present(context, await pageOfRecords(context.tx, records, { page, pageSize })),
        total: counted.rows[0]?.total ?? 0,
        sum: Number(counted.rows[0]?.sum ?? 0),
      },
      audit: 'plain',
    };
  },
});

/** All records behind a number, as a table. */
export const exportBoardRecords = listExport({
  action: 'report.board-records-export',
  title: '导出看板数字背后的记录',
  name: '统计明细',
  query: contract.exportBoardRecords.query!,
  columns: [
    { title: '日期', value: (row) => row.day, width: 12 },
    { title: '记录', value: (row) => row.title, width: 48 },
    { title: '区域', value: (row) => row.regionName },
    { title: '单位', value: (row) => row.orgName, width: 30 },
    { title: '数量', value: (row) => row.value, width: 10 },
  ],
  rows: async (context, { format: _, ...query }) => {
    const { records } = await asked(context, query);
    return () =>
      context.tx
        .selectFrom(sql<CountedRow>`(${records})`.as('t'))
        .selectAll()
        .orderBy('day', 'desc')
        .orderBy('id')
        .orderBy('kind')
        .orderBy('category');
  },
  present,
});
