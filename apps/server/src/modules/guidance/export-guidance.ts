import {
  GUIDANCE_KIND_NAMES,
  GUIDANCE_RESULT_NAMES,
  GUIDANCE_STATUS_NAMES,
} from '@wangjian/core/guidance.ts';
import type { z } from 'zod';
import { inBatches } from '../../platform/export/in-batches.ts';
import { type Column, writeTable } from '../../platform/export/write-table.ts';
import type { RouteContext } from '../../platform/http/route.ts';
import { sendTable } from '../../platform/http/send-table.ts';
import { readCase } from '../../platform/use-case.ts';
import * as contract from './contract.ts';
import { presentGuidance } from './present.ts';
import { allGuidances } from './store.ts';

const COLUMNS: readonly Column<contract.GuidanceItem>[] = [
  { title: '文号', value: (item) => item.number, width: 28 },
  { title: '事项', value: (item) => item.title, width: 44 },
  { title: '类型', value: (item) => GUIDANCE_KIND_NAMES[item.kind] },
  { title: '状态', value: (item) => GUIDANCE_STATUS_NAMES[item.status] },
  { title: '当事人', value: (item) => item.party, width: 30 },
  { title: '统一社会信用代码', value: (item) => item.uscc, width: 22 },
  { title: '所属区划', value: (item) => item.regionName },
  { title: '送达日期', value: (item) => item.servedOn, width: 14 },
  { title: '反馈期限', value: (item) => item.dueOn, width: 14 },
  { title: '反馈次数', value: (item) => item.answers },
  { title: '结果', value: (item) => item.result && GUIDANCE_RESULT_NAMES[item.result] },
  { title: '办结日期', value: (item) => item.closedOn, width: 14 },
  { title: '承办人', value: (item) => item.openedBy },
];

const ExportInput = contract.exportGuidance.query!;

/** All guidances that match the list's filters, of one moment. */
const exportCase = readCase({
  action: 'guidance.export',
  title: '导出行政指导',
  permission: 'data.export',
  input: ExportInput,
  async run({ tx, regions }, { format, ...query }) {
    const within = query.region === undefined ? undefined : regions.within(query.region);
    const all = allGuidances(tx, query, within);
    async function* rows() {
      for await (const batch of inBatches(tx, all)) yield batch.map((row) => presentGuidance(row, regions));
    }
    const table = await writeTable({ format, name: '行政指导', columns: COLUMNS, rows: rows() });
    return { result: table, audit: { on: null, why: `导出 ${table.rows} 件行政指导`, after: query } };
  },
});

/** Answers with the table. */
export async function exportGuidance({
  query,
  run,
  reply,
  kernel,
}: RouteContext<unknown, z.output<typeof ExportInput>>) {
  return await sendTable(reply, await run(exportCase, query), kernel.clock);
}
