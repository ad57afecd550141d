import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { ruleBook } from '../findings/service.ts';
import { annex1, isCellKey } from './annex1.ts';
import { type KnownFacts, prefill } from './prefill.ts';

const CATALOG = join(import.meta.dirname, '..', '..', '..', '..', '..', 'catalog');

/** The words of 附件1 as the bureau issued it, in its order. */
const ISSUED = [
  ['主体资格', '公示信息与注册登记核对情况'],
  ['主体资格', '前置审批许可情况'],
  ['主体资格', '亮证、亮标情况'],
  ['商品质量', '有无销售不合格、违禁商品'],
  ['商品质量', '是否遵守《消费者权益保护法》和《产品质量法》等法律、法规、规章的规定'],
  ['商品质量', '商品服务完整性情况'],
  ['价格行为', '变相涨价，低价倾销、价格欺诈、未按规定明码标价、虚假报价等不正当价格行为'],
  ['价格行为', '组织开展线上旅游交易市场“不合理低价游”'],
  ['合同内容', '格式合同内容规范情况'],
  ['合同内容', '遵守公平原则情况'],
  ['合同内容', '提醒消费者注意重大关系的条款情况'],
  ['合同内容', '利用格式合同侵害消费者权益行为'],
  ['广告宣传', '发布信息真实性情况'],
  ['广告宣传', '违法广告情况'],
  ['商标标识', '侵犯他人注册商标专用权、地理标志证明商标情况'],
  [
    '不正当竞争行为',
    '利用虚假宣传或引人误解的商业宣传、刷单炒信，虚假营销、虚构交易数据等损害其他经营者或者消费者合法权益的行为',
  ],
  ['不正当竞争行为', '网络传销'],
  ['其它行为', '其他违反法律法规规定情况'],
  ['申诉举报', '及时调解处理消费者向市场监管部门提出的申诉、举报情况'],
];

describe('Annex 1 (网上检查记录表)', () => {
  it('has the nineteen rows of the document, in its words and order', () => {
    expect(annex1().rows.map(({ group, words }) => [group, words])).toEqual(ISSUED);
  });

  it('gives every violation type of the catalog to exactly one row', () => {
    const named = annex1().rows.flatMap(({ violations }) => violations);
    expect(named.toSorted()).toEqual([...ruleBook().catalog.violations.keys()].toSorted());
  });

  it('says 未发现问题 only of rows that pages can show: not of how complaints were handled', () => {
    const facts: KnownFacts = {
      site: {
        ...{ name: '甲店', url: 'https://a.test/', operatorName: null, uscc: null, address: null },
        ...{
          licenceDisplay: 'unread',
          icp: [],
          police: [],
          pages: 8,
          lastPatrolAt: new Date('2026-11-02T02:00:00Z'),
        },
      },
      findings: [],
      screened: new Set(ruleBook().catalog.violations.keys()),
      notes: [],
    };
    const cells = new Map(prefill(facts).map((cell) => [cell.key, cell]));
    expect(cells.get('illegal-ads.online')).toMatchObject({ result: 'none' });
    expect(cells.has('complaints.online')).toBe(false);
    const refused: KnownFacts['findings'][number] = {
      ...{
        id: 'finding_1',
        violation: 'after-sales-refusal',
        violationName: '拒绝售后',
        ruleTitle: '拒绝售后',
      },
      ...{
        level: 'violation',
        term: '概不退换',
        quote: '售出概不退换',
        why: '',
        url: 'https://a.test/',
        evidenceId: null,
      },
    };
    const told = prefill({ ...facts, findings: [refused] }).find(({ key }) => key === 'complaints.online');
    expect(told).toMatchObject({ result: 'problem' });
  });

  it('knows its boxes and no others', () => {
    expect(isCellKey('registration-match.online')).toBe(true);
    expect(isCellKey('complaints.on-site')).toBe(true);
    expect(isCellKey('handling')).toBe(true);
    for (const key of ['registration-match', 'registration-match.offline', 'no-row.online', '', 'a.online.b'])
      expect(isCellKey(key)).toBe(false);
  });
});

const Line = z.strictObject({
  id: z.string(),
  section: z.string(),
  words: z.string(),
  unit: z.enum(['个次', '条', '件', '万元']),
  counts: z.string().min(10),
  records: z.string(),
  event: z.string(),
  day: z.string(),
  sums: z.string().optional(),
  category: z.string().optional(),
  where: z.record(z.string(), z.string()),
});

describe('Annex 2 (专项行动情况统计表)', () => {
  const document = z
    .strictObject({ title: z.string(), source: z.string(), version: z.string(), lines: z.array(Line) })
    .parse(parse(readFileSync(join(CATALOG, 'annex2', 'annex2.yaml'), 'utf8')));

  it('says of each line what is counted, once', () => {
    const ids = document.lines.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.slice(0, 8)).toEqual([
      'online-checks',
      'on-site-checks',
      'deletions-urged',
      'corrections-ordered',
      'closures-requested',
      'cases',
      'police-transfers',
      'fines',
    ]);
  });

  it('has a line for each category of violation types, in the words of the catalog', () => {
    const { categories } = ruleBook().catalog;
    const lines = document.lines.filter(({ category }) => category !== undefined);
    expect(lines.map(({ category }) => category)).toEqual([...categories.keys()].toSorted());
    for (const { category, words } of lines) expect(words).toBe(`${categories.get(category!)}（件）`);
  });
});
