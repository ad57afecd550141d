import { LEAD_SOURCE_NAMES, LEAD_SOURCES, SOURCE_FIELDS } from '@wangjian/core/lead.ts';
import type { ImportFields } from '../../platform/import/import-columns.ts';

const OF_EVERY_LEAD = {
  title: { title: '线索标题', required: true, aliases: ['标题', '线索名称', '名称', '事由'] },
  source: { title: '来源', required: true, aliases: ['案源来源', '线索来源', '来源渠道'] },
  content: {
    title: '案源内容',
    required: true,
    aliases: ['内容', '违法事实', '案源内容（违法事实）', '反映内容'],
  },
  foundOn: { title: '发现日期', required: true, aliases: ['日期', '发现时间'] },
  receivedOn: { title: '收到日期', required: false, aliases: ['收件日期', '接收日期'] },
  region: {
    title: '辖区',
    required: false,
    aliases: ['所属区划', '区划', '区划代码', '所属辖区', '县区'],
  },
  party: { title: '当事人', required: false, aliases: ['涉嫌主体', '被投诉人', '经营者', '企业名称'] },
  uscc: { title: '统一社会信用代码', required: false, aliases: ['信用代码', '社会信用代码'] },
  partyAddress: { title: '当事人地址', required: false, aliases: ['地址', '住所', '经营地址'] },
  partyPhone: { title: '当事人电话', required: false, aliases: ['联系电话', '电话'] },
  url: { title: '网址', required: false, aliases: ['网站地址', '链接'] },
  informant: { title: '提供人', required: false, aliases: ['举报人', '投诉人', '反映人'] },
  informantPhone: { title: '提供人电话', required: false, aliases: ['举报人电话', '投诉人电话'] },
  violations: { title: '涉嫌违法行为', required: false, aliases: ['违法类型', '违法行为类型'] },
  opinion: { title: '登记意见', required: false, aliases: ['意见'] },
} as const satisfies ImportFields;

/** Fields of the sources, one column each, also where several sources have it under other titles. */
function sourceColumns(): ImportFields {
  const columns = new Map<string, { title: string; required: false; aliases: string[] }>();
  for (const source of LEAD_SOURCES)
    for (const [name, { title, aliases = [] }] of Object.entries(SOURCE_FIELDS[source])) {
      const known = columns.get(name);
      if (known) known.aliases.push(title, ...aliases);
      else columns.set(name, { title, required: false, aliases: [...aliases] });
    }
  return Object.fromEntries(columns);
}

export const SOURCE_COLUMNS = Object.keys(sourceColumns());
/** Columns of the import of leads. */
export const LEAD_IMPORT_FIELDS: ImportFields = { ...OF_EVERY_LEAD, ...sourceColumns() };

/** What the second sheet of the template says. */
export const LEAD_IMPORT_HELP: readonly string[] = [
  '带 * 的列必填；一行一条线索；日期写成 2026-10-12。',
  `来源：${Object.values(LEAD_SOURCE_NAMES).join('、')}`,
  ...LEAD_SOURCES.flatMap((source) => {
    const fields = Object.values(SOURCE_FIELDS[source]);
    if (fields.length === 0) return [];
    const titles = fields.map(({ title, required }) => (required ? `${title}（必填）` : title));
    return [`来源为“${LEAD_SOURCE_NAMES[source]}”的可以填：${titles.join('、')}`];
  }),
  '涉嫌违法行为写类型名称，多个用分号分开；辖区写区划代码或名称，空着则用导入时选择的区划。',
];
