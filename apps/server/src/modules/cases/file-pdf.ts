import { buffer } from 'node:stream/consumers';
import { CASE_OUTCOME_NAMES } from '@wangjian/core/case.ts';
import { AppError } from '@wangjian/core/errors.ts';
import { z } from 'zod';
import { sendFile } from '../../platform/http/downloads.ts';
import { type Route, route } from '../../platform/http/route.ts';
import { readCase, useCase } from '../../platform/use-case.ts';
import { agencyOf, documentContent, printHtml, printPdf } from '../documents/service.ts';
import { unitsOfBureau } from '../officers/service.ts';
import { type BoundPaper, bindFile, countPages } from './bind-file.ts';
import { factsOf } from './case-facts.ts';
import * as contract from './contract.ts';
import { causeOf } from './document-values.ts';
import { papersOf, type SourcedPaper, volumesOf } from './file-catalogue.ts';
import { coverHtml, type FileCover } from './file-cover.ts';
import { penaltiesInWords } from './party-facts.ts';
import { getCaseRow, savePageCounts } from './store.ts';

/** A paper with its bytes: a .docx still to be printed, or what was uploaded; null is only listed. */
interface Loaded {
  readonly paper: SourcedPaper;
  readonly docx: Buffer | null;
  readonly bound: BoundPaper | null;
}

function typeOf(fileName: string): BoundPaper['type'] | null {
  const ending = /\.([a-z]+)$/i.exec(fileName)?.[1]?.toLowerCase();
  return ending === 'pdf' || ending === 'png' ? ending : ending === 'jpg' || ending === 'jpeg' ? 'jpg' : null;
}

/** Everything of one volume, read in one transaction; printing comes after it. */
const readVolume = readCase({
  action: 'case.file.export',
  title: '导出案卷',
  permission: 'case.read',
  input: contract.caseFilePdf.query!.extend(contract.caseFilePdf.params!.shape),
  async run(context, { id, volume }) {
    const row = await getCaseRow(context.tx, id);
    const facts = await factsOf(context, row);
    const name = volume === 'main' ? '正卷' : '副卷';
    const papers = volumesOf(await papersOf(context, facts)).find((one) => one.name === name)!.entries;
    if (papers.length === 0) throw new AppError('conflict', `${name}还没有材料，不能导出`);
    const loaded: Loaded[] = [];
    for (const paper of papers) {
      const { source } = paper;
      if (source.kind === 'document')
        loaded.push({ paper, docx: await documentContent(context, source.id), bound: null });
      else if (source.kind === 'attachment') {
        const type = typeOf(source.fileName);
        const bytes = type && (await buffer(await context.files.read(source.sha256)));
        loaded.push({ paper, docx: null, bound: type && bytes ? { type, bytes } : null });
      } else loaded.push({ paper, docx: null, bound: null });
    }
    // The authority whose unit handled it, wherever the matter lies and whoever exports it.
    const unit = (await unitsOfBureau(context.tx, row.bureau)).find(row.org_id);
    const cover: FileCover = {
      office: agencyOf(context.regions, unit?.region ?? row.region).name,
      volume: name,
      rows: [
        ['立案号', row.number ?? '（简易程序）'],
        ['案由', causeOf(facts)],
        ['当事人', facts.parties.map((party) => party.name).join('、')],
        ['处理结果', penaltiesInWords(facts.parties) || (row.outcome ? CASE_OUTCOME_NAMES[row.outcome] : '')],
        [
          '决定书文号',
          facts.parties
            .map((party) => party.decision_number)
            .filter(Boolean)
            .join('、'),
        ],
        ['立案日期', row.filed_on ?? ''],
        ['结案日期', row.closed_on ?? ''],
        ['办案机构', row.org_name],
        ['办案人员', facts.handlers.map((one) => one.name).join('、')],
        ['归档日期', row.archived_on ?? ''],
        ['档号', row.archive_number ?? ''],
        ['保管期限', ''],
      ],
    };
    return {
      result: { title: `${row.title}（${name}）`, cover, loaded },
      audit: { on: id, why: `导出${name}` },
    };
  },
});

/** Keeps how many pages the documents took, for the catalogue on the screen. */
const keepCounts = useCase({
  action: 'case.file.count',
  title: '记录案卷页数',
  permission: 'case.read',
  input: z.object({
    id: z.string(),
    counts: z.array(z.object({ documentId: z.string(), pages: z.int().min(1) })),
  }),
  async run({ tx }, { id, counts }) {
    const row = await getCaseRow(tx, id);
    await savePageCounts(tx, row, counts);
    return { result: null, audit: { on: id, after: { documents: counts.length } } };
  },
});

/** 整卷 PDF: printed and bound outside any transaction, for a browser at work must hold no connection. */
export const filePdfRoute: Route = route(
  contract.caseFilePdf,
  async ({ params, query, run, reply }) => {
    const { title, cover, loaded } = await run(readVolume, { ...params, ...query });
    const papers: { paper: SourcedPaper; bound: BoundPaper | null }[] = [];
    for (const { paper, docx, bound } of loaded)
      papers.push({ paper, bound: docx ? { type: 'pdf', bytes: await printPdf(docx) } : bound });
    const bindable = papers.flatMap(({ bound }) => bound ?? []);
    const counts = await countPages(bindable);
    let at = 0;
    const counted = papers.map(({ paper, bound }) => ({
      ...paper,
      pages: bound ? counts[at++]! : 0,
      uncounted: false,
    }));
    const entries = volumesOf(counted).find(({ name }) => name === cover.volume)!.entries;
    await run(keepCounts, {
      id: params.id,
      counts: counted.flatMap(({ source, pages }) =>
        source.kind === 'document' ? { documentId: source.id, pages } : [],
      ),
    });
    const bound = await bindFile(title, await printHtml(coverHtml(cover, entries)), bindable);
    return sendFile(reply, {
      name: `案卷 ${title}.pdf`,
      type: 'application/pdf',
      content: Buffer.from(bound),
      bytes: bound.byteLength,
    });
  },
  { perMinute: 10 },
);
