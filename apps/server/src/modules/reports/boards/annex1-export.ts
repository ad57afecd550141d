import { dayInChina } from '@wangjian/core/plain-date.ts';
import type { z } from 'zod';
import { sendFile } from '../../../platform/http/downloads.ts';
import type { RouteContext } from '../../../platform/http/route.ts';
import { readCase } from '../../../platform/use-case.ts';
import * as contract from '../contract.ts';
import { getAnnex1Sums } from './annex1.ts';
import { annex1Csv, annex1Docx, annex1Xlsx } from './annex1-layout.ts';

const Query = contract.exportAnnex1Sums.query!;
const TYPES = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  csv: 'text/csv; charset=utf-8',
} as const;

/** The sums as a file of one of three kinds. */
export const annex1File = readCase({
  action: 'report.annex1-export',
  title: '导出附件1检查情况汇总',
  permission: 'report.read',
  input: Query,
  async run(context, { format, ...query }) {
    const { result: sums } = await getAnnex1Sums.run(context, query);
    const bytes =
      format === 'docx'
        ? annex1Docx(sums, dayInChina(context.clock.now()))
        : format === 'csv'
          ? annex1Csv(sums)
          : await annex1Xlsx(sums);
    return {
      result: {
        bytes,
        name: `附件1检查情况汇总-${sums.org.name}-${sums.period}.${format}`,
        type: TYPES[format],
      },
      audit: { on: null, why: `${sums.org.name} ${sums.period}`, after: { format } },
    };
  },
});

/** Answers with the file. */
export async function exportAnnex1Sums({ query, run, reply }: RouteContext<unknown, z.output<typeof Query>>) {
  const { bytes, name, type } = await run(annex1File, query);
  return sendFile(reply, { name, type, content: bytes, bytes: bytes.length });
}
