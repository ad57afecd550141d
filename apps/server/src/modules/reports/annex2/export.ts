import { dayInChina } from '@wangjian/core/plain-date.ts';
import type { z } from 'zod';
import { sendFile } from '../../../platform/http/downloads.ts';
import type { RouteContext } from '../../../platform/http/route.ts';
import { readCase } from '../../../platform/use-case.ts';
import * as contract from '../contract.ts';
import { countLines } from './count.ts';
import { annex2Csv, annex2Docx, annex2Xlsx, type FilledTable } from './layout.ts';
import { periodInWords } from './period.ts';
import { checkedPeriod } from './service.ts';
import { reportsOf } from './store.ts';
import { reportingUnit } from './unit.ts';

const Query = contract.exportAnnex2.query!;
const TYPES = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  csv: 'text/csv; charset=utf-8',
} as const;

/**
 * The table in the layout of the document. What was signed is printed as it was frozen; where nothing was signed, as
 * the records say now.
 */
export const annex2File = readCase({
  action: 'report.annex2-export',
  title: '导出附件2统计表',
  permission: 'report.read',
  input: Query,
  async run(context, { org, format, ...asked }) {
    const period = checkedPeriod(asked);
    const unit = await reportingUnit(context, org);
    const signed = (await reportsOf(context.tx, period, unit.id)).find(({ status }) => status === 'signed');
    const table: FilledTable = {
      unit: unit.name,
      period: periodInWords(period),
      from: period.from,
      filledOn: dayInChina(signed?.submitted_at ?? context.clock.now()),
      values: signed?.figures ?? (await countLines(context.tx, unit, period)),
      remarks: signed?.remarks ?? {},
    };
    const bytes =
      format === 'docx' ? annex2Docx(table) : format === 'csv' ? annex2Csv(table) : await annex2Xlsx(table);
    return {
      result: { bytes, name: `附件2统计表-${unit.name}-${table.period}.${format}`, type: TYPES[format] },
      audit: { on: null, why: `${unit.name} ${table.period}`, after: { format } },
    };
  },
});

/** Answers with the file. */
export async function exportAnnex2({ query, run, reply }: RouteContext<unknown, z.output<typeof Query>>) {
  const { bytes, name, type } = await run(annex2File, query);
  return sendFile(reply, { name, type, content: bytes, bytes: bytes.length });
}
