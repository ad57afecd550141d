import type { z } from 'zod';
import { type Column, writeTable } from '../../../platform/export/write-table.ts';
import type { RouteContext } from '../../../platform/http/route.ts';
import { sendTable } from '../../../platform/http/send-table.ts';
import { type ReadContext, readCase } from '../../../platform/use-case.ts';
import * as contract from '../contract.ts';
import { getBoardRegions, getBoardTrend, getBoardTypes, getBoardUnits } from './breakdowns.ts';
import { MEASURES, type MeasureId } from './measures.ts';
import { getBoard } from './service.ts';

const Query = contract.exportBoard.query!;
type Row = readonly (string | number | null)[];
interface Sheet {
  readonly name: string;
  readonly titles: readonly string[];
  readonly rows: readonly Row[];
}

const headed = (id: string) => {
  const { name, unit } = MEASURES[id as MeasureId];
  return `${name}（${unit}）`;
};

/** Rows of a breakdown, a column a measure. */
function crossed(
  name: string,
  keys: readonly string[],
  items: readonly { readonly keys: Row; readonly values: Readonly<Record<string, number>> }[],
): Sheet {
  const ids = Object.keys(items[0]?.values ?? {});
  return {
    name,
    titles: [...keys, ...ids.map(headed)],
    rows: items.map((item) => [...item.keys, ...ids.map((id) => item.values[id] ?? 0)]),
  };
}

async function sheetOf(
  context: ReadContext,
  { part, step, format: _, ...query }: z.output<typeof Query>,
): Promise<Sheet> {
  if (part === 'figures') {
    const { result } = await getBoard.run(context, query);
    return {
      name: '统计看板',
      titles: ['项目', '单位', '本期', '上期', '上年同期', '口径'],
      rows: result.figures.map(({ name, unit, value, before, lastYear, counts }) => [
        name,
        unit,
        value,
        before,
        lastYear,
        counts,
      ]),
    };
  }
  if (part === 'regions') {
    const { result } = await getBoardRegions.run(context, query);
    return crossed(
      '各区域情况',
      ['区域', '区划代码'],
      result.items.map(({ name, region, values }) => ({ keys: [name, region], values })),
    );
  }
  if (part === 'trend') {
    const { result } = await getBoardTrend.run(context, { ...query, step });
    return crossed(
      '趋势',
      ['起日', '止日'],
      result.items.map(({ from, to, values }) => ({ keys: [from, to], values })),
    );
  }
  if (part === 'types') {
    const { result } = await getBoardTypes.run(context, query);
    return crossed(
      '违法类型',
      ['分类', '名称'],
      [
        ...result.categories.map(({ name, values }) => ({ keys: ['附件2分类', name], values })),
        ...result.violations.map(({ name, values }) => ({ keys: ['违法类型', name], values })),
      ],
    );
  }
  const { result } = await getBoardUnits.run(context, query);
  const sheet = crossed(
    '办理质量',
    ['单位'],
    result.items.map(({ name, values }) => ({ keys: [name], values })),
  );
  return {
    ...sheet,
    titles: [...sheet.titles, '有证据办结率%', '按期率%', '退回率%', '整改到位率%', '综合%'],
    rows: sheet.rows.map((row, at) => {
      const { proven, onTime, sentBack, corrected, score } = result.items[at]!;
      return [...row, proven, onTime, sentBack, corrected, score];
    }),
  };
}

const written = readCase({
  action: 'report.board-export',
  title: '导出统计看板的表',
  permission: 'report.read',
  input: Query,
  async run(context, query) {
    const { name, titles, rows } = await sheetOf(context, query);
    const columns: Column<Row>[] = titles.map((title, at) => ({ title, value: (row) => row[at] }));
    async function* all() {
      yield rows;
    }
    const table = await writeTable({ format: query.format, name, columns, rows: all() });
    const { format: _, ...filters } = query;
    return { result: table, audit: { on: null, why: `${name} ${table.rows} 行`, after: filters } };
  },
});

/** Answers with a table of the dashboard, as of one moment. */
export async function exportBoard({
  query,
  run,
  reply,
  kernel,
}: RouteContext<unknown, z.output<typeof Query>>) {
  return await sendTable(reply, await run(written, query), kernel.clock);
}
