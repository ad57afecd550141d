import { UNIT_NAMES } from '@wangjian/core/deadline.ts';
import { bureauOfId } from '@wangjian/core/ids.ts';
import { may, scopeOf } from '../../platform/actor.ts';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import { type ReadContext, readCase } from '../../platform/use-case.ts';
import { officerNames, orgNames, unitsOfBureau } from '../officers/service.ts';
import { deadlineCatalog } from './calendars.ts';
import * as contract from './contract.ts';
import { allowedActions, DEADLINE_ACTION_NAMES } from './lifecycle.ts';
import { type Asking, type DeadlineFilters, listDeadlineRows, sumsOf, titlesOfSlots } from './list-store.ts';
import { basisOf, presentDeadlines, versionOf } from './present.ts';
import { stateOf } from './start.ts';
import { type DeadlineRow, eventsOf, getDeadlineRow } from './store.ts';

type Reading = Pick<ReadContext, 'tx' | 'clock' | 'actor' | 'regions'>;

/** What a list's filters mean for this reader, now. */
export function asking({ clock, actor, regions }: Reading, filters: Partial<DeadlineFilters>): Asking {
  const scope = scopeOf(actor, 'deadline.read', regions);
  // Row-level security leaves no others to a reader of some regions, but only said aloud they are looked up.
  const own = scope.wholeBureaus.length > 0 || scope.regions.length === 0 ? undefined : scope.regions;
  return {
    officerId: filters.officer === 'me' ? actor.id : filters.officer,
    regionsWithin: filters.region === undefined ? own : regions.within(filters.region),
    bureaus: scope.bureaus,
    now: clock.now(),
  };
}

/** Units with the offices that they are sections of: every county has its section for online trade. */
async function fullNames(tx: ScopedTx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const names = new Map(await orgNames(tx, ids));
  for (const [bureau, own] of Map.groupBy(ids, bureauOfId)) {
    const units = await unitsOfBureau(tx, bureau);
    for (const id of own) if (units.find(id)) names.set(id, units.fullName(id));
  }
  return names;
}

export const listDeadlines = readCase({
  action: 'deadline.list',
  title: '查看期限列表',
  permission: 'deadline.read',
  input: contract.listDeadlines.query!,
  async run(context, query) {
    const { items, total } = await listDeadlineRows(context.tx, query, query, asking(context, query));
    const views = await presentDeadlines(context.tx, items, context.clock.now());
    return { result: { items: views, total }, audit: 'plain' };
  },
});

export const sumDeadlines = readCase({
  action: 'deadline.sums',
  title: '查看期限汇总',
  permission: 'deadline.read',
  input: contract.sumDeadlines.query!,
  async run(context, query) {
    const { tx } = context;
    const sums = await sumsOf(tx, query, asking(context, query));
    const by = (column: (typeof sums)[number]['by']) => sums.filter((one) => one.by === column);
    const [orgs, officers, rules] = [by('org_id'), by('officer_id'), by('slot')];
    const unitNames = await fullNames(
      tx,
      orgs.flatMap(({ key }) => key ?? []),
    );
    const names = await officerNames(
      tx,
      officers.flatMap(({ key }) => key ?? []),
    );
    const titles = new Map(deadlineCatalog().rules.map(({ id, title }) => [id, title]));
    // Terms that officers set, and rules that are no longer in the catalog, are named by their deadlines.
    const unknown = rules.flatMap(({ key }) => (key === null || titles.has(key) ? [] : [key]));
    for (const [slot, title] of await titlesOfSlots(tx, unknown)) titles.set(slot, title);
    return {
      result: {
        all: by('all')[0]!,
        byOrg: orgs.map(({ key, ...sums }) => ({
          ...sums,
          id: key,
          name: key === null ? '未指定单位' : (unitNames.get(key) ?? '未知单位'),
        })),
        byOfficer: officers.map(({ key, ...sums }) => ({
          ...sums,
          id: key,
          name: key === null ? '未指定承办人' : (names.get(key)?.name ?? '未知人员'),
        })),
        byRule: rules.map(({ key, ...sums }) => ({
          ...sums,
          id: key ?? '',
          name: titles.get(key ?? '') ?? '',
        })),
      },
      audit: 'plain',
    };
  },
});

/** Who may extend next, in the words of the law, or why nobody may. */
function extensionOf(row: DeadlineRow): Pick<contract.DeadlineDetail, 'extension' | 'extensionNote'> {
  const version = versionOf(row);
  if (!row.law || !version) return { extension: null, extensionNote: '设定的时限可以改期' };
  const all = row.law.extensions;
  const used = row.extensions.length;
  const next = all[used];
  if (all.length === 0) return { extension: null, extensionNote: `依法不能延长（${basisOf(row)}）` };
  if (!next) {
    return {
      extension: null,
      extensionNote: `依法只能延长 ${all.length} 次，已经用完（${basisOf(row)}）`,
    };
  }
  const unit = UNIT_NAMES[version.unit];
  return {
    extension: { by: next.by, limit: next.length ?? null, unit, number: used + 1, of: all.length },
    extensionNote: `${next.by}，${next.length ? `最多 ${next.length} ${unit}` : '没有规定上限'}（${basisOf(row)}）`,
  };
}

function eventInWords(event: Awaited<ReturnType<typeof eventsOf>>[number], unit: string): string {
  const days = event.from_day
    ? `不计入 ${event.from_day} ${event.to_day ? `至 ${event.to_day}` : '起的时间，恢复日未定'}`
    : '';
  const length = event.length === null ? '' : `延长 ${event.length} ${unit}`;
  return [days, length, event.reason ?? ''].filter((part) => part !== '').join('，');
}

/** A deadline with its course and what this reader may do with it. */
export async function deadlineDetail(
  context: Pick<ReadContext, 'tx' | 'clock' | 'actor'>,
  id: string,
): Promise<contract.DeadlineDetail> {
  const { tx, clock, actor } = context;
  const row = await getDeadlineRow(tx, id);
  const [view] = await presentDeadlines(tx, [row], clock.now());
  const { extension, extensionNote } = extensionOf(row);
  const pauseReasons = row.law?.pauses ?? [];
  const possible = {
    pause: pauseReasons.length > 0,
    resume: true,
    extend: extension !== null,
    set: row.law === null,
    hand: false,
    end: false,
  };
  const unit = UNIT_NAMES[row.unit];
  return {
    ...view!,
    start: row.law?.start ?? '设定之日',
    expiry: row.law?.expiry ?? '',
    extension,
    extensionNote,
    pauseReasons: [...pauseReasons],
    pauses: row.pauses.map((pause) => ({ ...pause })),
    extensions: row.extensions.map((granted) => ({ ...granted })),
    events: (await eventsOf(tx, id)).map((event) => ({
      at: event.at.toISOString(),
      who: event.officer_name,
      org: event.org_name,
      action: event.action,
      actionName: DEADLINE_ACTION_NAMES[event.action],
      detail: eventInWords(event, unit),
      dueBefore: event.due_before,
      dueAfter: event.due_after,
    })),
    allowed: may(actor, 'deadline.extend')
      ? allowedActions(stateOf(row)).filter((action) => possible[action])
      : [],
  };
}

export const getDeadline = readCase({
  action: 'deadline.detail',
  title: '查看期限',
  permission: 'deadline.read',
  input: contract.getDeadline.params!,
  run: async (context, { id }) => ({ result: await deadlineDetail(context, id), audit: 'plain' }),
});
