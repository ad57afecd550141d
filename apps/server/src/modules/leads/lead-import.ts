import { LEAD_SOURCE_NAMES, LEAD_SOURCES, type LeadSource } from '@wangjian/core/lead.ts';
import { dayInChina, isPlainDate } from '@wangjian/core/plain-date.ts';
import type { RegionTree } from '@wangjian/core/regions.ts';
import { isUscc } from '@wangjian/core/uscc.ts';
import {
  defineImport,
  type ImportProblem,
  type JudgedRow,
  regionOfWords,
} from '../../platform/import/define-import.ts';
import type { TableRow } from '../../platform/import/read-table.ts';
import { ruleBook } from '../findings/service.ts';
import { sourceFieldsOf } from './check-form.ts';
import { LEAD_IMPORT_FIELDS, SOURCE_COLUMNS } from './import-columns.ts';
import { registerLead } from './register.ts';
import { sameLeads } from './store.ts';

/** One row that may be imported. */
interface ImportedLead {
  readonly title: string;
  readonly source: LeadSource;
  readonly sourceFields: Readonly<Record<string, string>>;
  readonly content: string;
  readonly foundOn: string;
  readonly receivedOn: string | null;
  readonly region: string | null;
  readonly party: string | null;
  readonly uscc: string | null;
  readonly partyAddress: string | null;
  readonly partyPhone: string | null;
  readonly url: string | null;
  readonly informant: string | null;
  readonly informantPhone: string | null;
  readonly violations: readonly string[];
  readonly opinion: string | null;
}

const MAX_ROWS = 2000;
const LONGEST: Readonly<Record<string, number>> = {
  title: 120,
  content: 5000,
  party: 100,
  partyAddress: 200,
  partyPhone: 40,
  url: 2000,
  informant: 100,
  informantPhone: 40,
  opinion: 2000,
};
const SOURCES = new Map<string, LeadSource>(
  LEAD_SOURCES.flatMap((source) => [
    [source, source],
    [LEAD_SOURCE_NAMES[source], source],
  ]),
);

/** `2026/10/1`, `2026年10月1日` and `2026.10.1` as officers write them, as a day; undefined for anything else. */
function dayOf(words: string): string | undefined {
  const parts = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(words.trim());
  if (!parts) return undefined;
  const day = `${parts[1]}-${parts[2]!.padStart(2, '0')}-${parts[3]!.padStart(2, '0')}`;
  return isPlainDate(day) ? day : undefined;
}

/** Reads one row; every problem of it is named. */
function readRow(
  row: TableRow,
  fields: readonly (string | null)[],
  today: string,
  within: string,
  regions: RegionTree,
): { readonly item: ImportedLead | null; readonly problems: readonly ImportProblem[] } {
  const values = new Map(fields.map((field, index) => [field, row.cells[index]?.trim() ?? '']));
  const problems: ImportProblem[] = [];
  const refuse = (field: string, message: string): undefined => {
    const column = LEAD_IMPORT_FIELDS[field]?.title ?? field;
    problems.push({ row: row.number, column, value: values.get(field) ?? '', message });
  };
  const text = (field: string): string | null => {
    const words = values.get(field) ?? '';
    const longest = LONGEST[field] ?? 300;
    if (words.length > longest) refuse(field, `最多 ${longest} 个字，这里有 ${words.length} 个字`);
    else if (words.includes('*') && /hone|informant|Address/.test(field))
      refuse(field, '带有脱敏的星号，请填写完整内容');
    return words === '' ? null : words;
  };
  const needed = (field: string): string => {
    const words = text(field);
    if ((words ?? '').length < 2) refuse(field, '必填，至少 2 个字');
    return words ?? '';
  };
  const day = (field: string, required: boolean): string | null => {
    const words = values.get(field) ?? '';
    if (words === '') return required ? (refuse(field, '必填，应为日期') ?? null) : null;
    const read = dayOf(words);
    if (read === undefined) return refuse(field, '应为日期，如 2026-10-12') ?? null;
    if (read > today) refuse(field, '不能晚于今天');
    return read;
  };
  const source = SOURCES.get(values.get('source') ?? '');
  if (!source) refuse('source', `应为：${Object.values(LEAD_SOURCE_NAMES).join('、')}`);
  const uscc = text('uscc')?.replace(/[\s-]/g, '').toUpperCase() ?? null;
  if (uscc !== null && !isUscc(uscc)) refuse('uscc', '校验位不对，请核对是否抄错');
  const regionWords = values.get('region') ?? '';
  const region = regionWords === '' ? null : regionOfWords(regions, within, regionWords);
  if (region === undefined || (region !== null && regions.bureauOf(region) !== regions.bureauOf(within)))
    refuse('region', '不是本局、本单位辖区内的区划代码或名称');
  const types = [...ruleBook().catalog.violations.values()];
  const violations = (values.get('violations') ?? '')
    .split(/[;；\n]+/)
    .map((words) => words.trim())
    .filter(Boolean)
    .flatMap((words) => {
      const type = types.find(({ id, name }) => id === words || name === words);
      return type ? [type.id] : (refuse('violations', `没有违法行为类型“${words}”`) ?? []);
    });
  const given = Object.fromEntries(SOURCE_COLUMNS.map((name) => [name, values.get(name) ?? '']));
  for (const [name, words] of Object.entries(given)) given[name] = dayOf(words) ?? words;
  const ofSource = source ? sourceFieldsOf(source, given) : { fields: {}, problems: [] };
  for (const { path, message } of ofSource.problems) refuse(path.replace('sourceFields.', ''), message);
  const item = {
    title: needed('title'),
    source: source ?? 'citizen',
    sourceFields: ofSource.fields,
    content: needed('content'),
    foundOn: day('foundOn', true) ?? today,
    receivedOn: day('receivedOn', false),
    region: region ?? null,
    party: text('party'),
    uscc,
    partyAddress: text('partyAddress'),
    partyPhone: text('partyPhone'),
    url: text('url'),
    informant: text('informant'),
    informantPhone: text('informantPhone'),
    violations: [...new Set(violations)],
    opinion: text('opinion'),
  };
  return { item: problems.length === 0 ? item : null, problems };
}

/** What makes two leads the same: source, day, title and party. */
const keyOf = (lead: Pick<ImportedLead, 'source' | 'foundOn' | 'title' | 'party'>) =>
  JSON.stringify([lead.source, lead.foundOn, lead.title, lead.party]);

/** Import of leads from other systems and lists. */
export const leadImport = defineImport<string, ImportedLead>({
  tables: 'lead',
  action: 'lead.import',
  noun: '线索',
  permission: 'lead.register',
  fields: LEAD_IMPORT_FIELDS,
  maxRows: MAX_ROWS,
  async judge({ tx, clock, regions, actor }, bureau, rows, fields) {
    const today = dayInChina(clock.now());
    const read = rows.map((row) => ({ row, ...readRow(row, fields, today, actor.region, regions) }));
    const titles = read.flatMap(({ item }) => item?.title ?? []);
    const known = new Map(
      (await sameLeads(tx, bureau, titles)).map((lead) => [
        keyOf({ ...lead, source: lead.source as LeadSource, foundOn: lead.found_on }),
        lead.number,
      ]),
    );
    const firstRow = new Map<string, number>();
    return read.map(({ row, item, problems }): JudgedRow<ImportedLead> => {
      const judged = { number: row.number, raw: row.cells, item, problems };
      if (item === null) return { ...judged, state: 'bad' };
      const twice = (message: string): JudgedRow<ImportedLead> => ({
        ...judged,
        state: 'duplicate',
        problems: [{ row: row.number, column: '线索标题', value: item.title, message }],
      });
      const number = known.get(keyOf(item));
      if (number !== undefined) return twice(`已经登记，编号 ${number}，不重复导入`);
      const first = firstRow.get(keyOf(item));
      if (first !== undefined) return twice(`与第 ${first} 行相同，只导入第 ${first} 行`);
      firstRow.set(keyOf(item), row.number);
      return { ...judged, state: 'good' };
    });
  },
  async enter(context, bureau, region, rows) {
    const titles = rows.map(({ item }) => item.title);
    const known = new Set(
      (await sameLeads(context.tx, bureau, titles)).map((lead) =>
        keyOf({ ...lead, source: lead.source as LeadSource, foundOn: lead.found_on }),
      ),
    );
    const entered = new Set<number>();
    for (const { number, item } of rows) {
      if (known.has(keyOf(item))) continue;
      await registerLead(context, {
        bureau,
        region: item.region ?? region,
        title: item.title,
        source: item.source,
        source_fields: JSON.stringify(item.sourceFields),
        site_id: null,
        party: item.party,
        uscc: item.uscc,
        party_address: item.partyAddress,
        party_phone: item.partyPhone,
        url: item.url,
        informant: item.informant,
        informant_phone: item.informantPhone,
        found_on: item.foundOn,
        received_on: item.receivedOn ?? item.foundOn,
        content: item.content,
        violations: [...item.violations],
        opinion: item.opinion,
        patrol_id: null,
      });
      entered.add(number);
    }
    return entered;
  },
  doubled: { column: '线索标题', message: '已经登记了同样的线索，不重复导入' },
});
