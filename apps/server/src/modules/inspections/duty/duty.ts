import { AppError } from '@wangjian/core/errors.ts';
import { addDays, addMonths, dayInChina, type PlainDate } from '@wangjian/core/plain-date.ts';
import { sql } from 'kysely';
import { scopeOf } from '../../../platform/actor.ts';
import { inScope, type Scope } from '../../../platform/scope.ts';
import type { ScopedTx } from '../../../platform/scoped-tx.ts';
import { type ReadContext, readCase, useCase } from '../../../platform/use-case.ts';
import { draftDocument } from '../../documents/service.ts';
import { unitsOfBureau } from '../../officers/service.ts';
import type { InspectionsTables } from '../tables.ts';
import * as contract from './contract.ts';

/** Levels of units on which the duty lies: county bureaux and the sections of the city bureau (源文件002 三（二）). */
const BOUND = new Set(['county', 'section']);

async function checksOf(tx: ScopedTx, bureau: string, from: PlainDate, until: PlainDate) {
  return await tx
    .withTables<InspectionsTables>()
    .selectFrom('inspection_checks')
    .select((select) => [
      'org_id',
      'kind',
      select.fn.countAll<number>().as('count'),
      sql<string | null>`max(checked_on)::text`.as('last'),
    ])
    .where('bureau', '=', bureau)
    .where('checked_on', '>=', from)
    .where('checked_on', '<=', until)
    .groupBy(['org_id', 'kind'])
    .execute();
}

type Reading = Pick<ReadContext, 'tx' | 'actor' | 'clock' | 'regions'>;

/** The bound units of one bureau in the reader's scope, with what each did in the days. */
async function dutyOfBureau(
  { tx }: Reading,
  scope: Scope,
  bureau: string,
  from: PlainDate,
  until: PlainDate,
) {
  const units = await unitsOfBureau(tx, bureau);
  // What a reader may not see must not look like a check that was not done.
  const bound = units.all.filter(
    (unit) =>
      unit.active &&
      inScope(scope, { bureau, region: unit.region }) &&
      BOUND.has(unit.level) &&
      (unit.level === 'county' || units.find(unit.parentId)?.level === 'city'),
  );
  if (bound.length === 0) return [];
  const isBound = new Set(bound.map(({ id }) => id));
  const dutyUnit = (orgId: string | null) => {
    for (let unit = units.find(orgId); unit; unit = units.find(unit.parentId))
      if (isBound.has(unit.id)) return unit.id;
    return null;
  };
  const rows = await checksOf(tx, bureau, from, until);
  return bound.map((unit) => {
    const own = rows.filter(({ org_id: orgId }) => dutyUnit(orgId) === unit.id);
    const sum = (kind: string) =>
      own.filter((row) => row.kind === kind).reduce((total, row) => total + row.count, 0);
    const online = sum('online');
    return {
      orgId: unit.id,
      name: units.fullName(unit.id),
      level: unit.level === 'county' ? ('county' as const) : ('section' as const),
      online,
      onSite: sum('on-site'),
      last:
        own
          .map(({ last }) => last)
          .sort()
          .at(-1) ?? null,
      done: online > 0,
    };
  });
}

/**
 * Who did the month's online check (每月至少一次线上检查), in the reader's bureau and those below. A check counts for the
 * nearest bound unit at or above the unit that did it: a township office's for its county, a county's own section for
 * the county.
 */
async function dutyOf(context: Reading, month: string) {
  const { actor, clock, regions } = context;
  const from = `${month}-01` as PlainDate;
  const until = addDays(addMonths(from, 1), -1);
  const scope = scopeOf(actor, 'inspection.read', regions);
  const items = [];
  for (const bureau of new Set([actor.bureau, ...scope.bureaus]))
    items.push(...(await dutyOfBureau(context, scope, bureau, from, until)));
  return {
    month,
    from,
    until,
    over: until < dayInChina(clock.now()),
    // A county does not name itself: the circular is of the bureau or one above.
    mayNotify: inScope(scope, { bureau: actor.bureau, region: actor.bureau }),
    items,
  };
}

export const getDuty = readCase({
  action: 'inspection.duty',
  title: '查看每月线上检查情况',
  permission: 'inspection.read',
  input: contract.getDuty.query!,
  async run(context, { month }) {
    return { result: await dutyOf(context, month), audit: 'plain' };
  },
});

/** Drafts the circular (通报) that names the units without an online check in a month. */
export const draftDutyNotice = useCase({
  action: 'inspection.duty-notice',
  title: '拟制线上检查通报',
  permission: 'document.write',
  input: contract.draftDutyNotice.body!,
  async run(context, { month, orgIds }) {
    const { actor } = context;
    const duty = await dutyOf(context, month);
    if (!duty.mayNotify)
      throw new AppError('forbidden', '线上检查情况由市局或者上级机关通报，县（区）局不能拟制');
    const named = duty.items.filter(({ done, orgId }) => !done && (orgIds?.includes(orgId) ?? true));
    if (named.length === 0)
      throw new AppError('conflict', `${month} 没有未开展线上检查的单位，不需要通报`, { allowed: [] });
    const [year, number] = [month.slice(0, 4), Number(month.slice(5))];
    const done = duty.items.filter((one) => one.done);
    const isProvince = context.regions.get(actor.bureau).level === 'province';
    const checks = duty.items.reduce((total, { online }) => total + online, 0);
    const documentId = await draftDocument(context, {
      bureau: actor.bureau,
      region: actor.bureau,
      on: null,
      form: 'circular',
      title: `关于${year}年${number}月线上检查情况的通报`,
      values: {
        to: isProvince ? '各市、县（区）市场监督管理局' : '各县（区）市场监督管理局、市局相关科室',
        subject: `关于${year}年${number}月线上检查情况的通报`,
        situation: `${number}月，应当开展线上检查的单位 ${duty.items.length} 个，已开展 ${done.length} 个，共检查网站、网店 ${checks} 个次；未开展的 ${named.length} 个，名单附后。${duty.over ? '' : `（统计截至拟稿日，${number}月尚未结束。）`}`,
        units: named.map(({ name, online, onSite }) => ({
          unit: name,
          count: String(online),
          note: onSite > 0 ? `未按月开展线上检查（实地检查 ${onSite} 个次）` : '未按月开展线上检查',
        })),
      },
      key: `duty-notice:${actor.bureau}:${month}:${named.map(({ orgId }) => orgId).join()}`,
    });
    return {
      result: { documentId, units: named.length },
      audit: { on: documentId, after: { month, units: named.map(({ name }) => name) } },
    };
  },
});
