import type { z } from 'zod';
import { inBatches } from '../../platform/export/in-batches.ts';
import { type Column, writeTable } from '../../platform/export/write-table.ts';
import type { RouteContext } from '../../platform/http/route.ts';
import { sendTable } from '../../platform/http/send-table.ts';
import { readCase } from '../../platform/use-case.ts';
import * as contract from './contract.ts';
import { presentDocument } from './present.ts';
import { documentFilters } from './service.ts';
import { allDocuments } from './store.ts';

const COLUMNS: readonly Column<contract.DocumentView>[] = [
  { title: '文号', value: (document) => document.number, width: 30 },
  { title: '文书名称', value: (document) => document.formName, width: 24 },
  { title: '标题', value: (document) => document.title, width: 44 },
  { title: '状态', value: (document) => document.statusName },
  { title: '所属区划', value: (document) => document.regionName },
  { title: '拟稿人', value: (document) => document.draftedBy },
  { title: '拟稿时间', value: (document) => new Date(document.draftedAt), width: 20 },
  { title: '签发人', value: (document) => document.signedBy },
  { title: '签发日期', value: (document) => document.signedOn, width: 14 },
  { title: '送达日期', value: (document) => document.servedOn, width: 14 },
  { title: '式样', value: (document) => document.layout },
];

const ExportInput = contract.exportDocuments.query!;

/** All documents that match the list's filters, of one moment. */
const exportCase = readCase({
  action: 'document.export',
  title: '导出文书列表',
  permission: 'data.export',
  input: ExportInput,
  async run({ tx, regions, actor }, { format, ...query }) {
    const all = allDocuments(
      tx,
      documentFilters(actor, query),
      query.region === undefined ? undefined : regions.within(query.region),
    );
    async function* rows() {
      for await (const batch of inBatches(tx, all)) yield batch.map((row) => presentDocument(row, regions));
    }
    const table = await writeTable({ format, name: '文书', columns: COLUMNS, rows: rows() });
    return { result: table, audit: { on: null, why: `导出 ${table.rows} 份文书的目录`, after: query } };
  },
});

/** Answers with the table. */
export async function exportDocuments({
  query,
  run,
  reply,
  kernel,
}: RouteContext<unknown, z.output<typeof ExportInput>>) {
  return await sendTable(reply, await run(exportCase, query), kernel.clock);
}
