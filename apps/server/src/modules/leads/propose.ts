import { bureauOfId } from '@wangjian/core/ids.ts';
import { allBureaus } from '../../platform/bureaus.ts';
import { type ReadContext, readCase } from '../../platform/use-case.ts';
import { agencyOf } from '../documents/service.ts';
import { ruleBook } from '../findings/service.ts';
import type { UnitTree } from '../officers/service.ts';
import { sitePlaces } from '../registry/service.ts';
import * as contract from './contract.ts';
import { returnsOf } from './course-store.ts';
import { jurisdictionOf, type Matter, REPORTED_SOURCES } from './jurisdiction.ts';
import { regionOfAddress } from './place-names.ts';
import { type LeadRow, leadRows, openByUnit } from './store.ts';
import { unitsOnce } from './units-once.ts';

type Reading = Pick<ReadContext, 'tx' | 'regions' | 'actor'>;

/** Where a lead should go. */
export interface Proposal {
  readonly orgId: string | null;
  readonly region: string;
  /** Another bureau's matter. */
  readonly bureau: string | null;
  readonly reason: string;
  readonly article: string;
}

/** 附件2 (7): 虚假违法互联网广告. */
const ADVERTISEMENTS = 'C07';

type Place = Awaited<ReturnType<typeof sitePlaces>> extends Map<string, infer One> ? One : never;

/** `leadRegion` is where the lead lay before the unit that returned it last had it. */
function matterOf(
  row: LeadRow,
  place: Place | undefined,
  regions: Reading['regions'],
  leadRegion: string,
): Matter {
  const book = ruleBook();
  const at = (address: string | null | undefined) =>
    (address ? regionOfAddress(regions, address) : undefined) ?? null;
  return {
    siteKind: place?.kind ?? 'unknown',
    advertisement:
      row.violations.length > 0 && row.violations.every((id) => book.categoryOf(id) === ADVERTISEMENTS),
    reported: REPORTED_SOURCES.includes(row.source),
    operatorRegion: at(row.party_address) ?? at(place?.operatorAddress),
    siteRegion: place?.region ?? null,
    platformRegion: at(place?.platformAddress) ?? place?.platformRegion ?? null,
    leadRegion,
  };
}

/**
 * The unit to dispatch to: on the way from the dispatcher's office down to the region the next office, from a place
 * outside upward to the office that holds both; null when the dispatcher's own office is the one.
 */
export function unitFor(
  units: UnitTree,
  regions: Reading['regions'],
  region: string,
  dispatcherOrg: string | null,
): string | null {
  const office = dispatcherOrg === null ? undefined : units.officeOf(dispatcherOrg);
  const depth = (code: string) => regions.ancestors(code).length;
  const holding = units.all
    .filter(
      (unit) =>
        unit.active &&
        unit.level !== 'section' &&
        unit.level !== 'department' &&
        regions.contains(unit.region, region),
    )
    .toSorted((one, other) => depth(one.region) - depth(other.region));
  if (!office) return holding.at(-1)?.id ?? null;
  const below = holding.find((unit) => units.isAbove(office.id, unit.id));
  if (below) return below.id;
  if (holding.some(({ id }) => id === office.id)) return null;
  return holding.findLast((unit) => units.isAbove(unit.id, office.id))?.id ?? null;
}

/** Proposals for leads in sight, by id. */
export async function proposalsFor(
  { tx, regions, actor }: Reading,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Proposal>> {
  const unitsOf = unitsOnce(tx);
  const rows = await leadRows(tx, ids);
  const known = ids.flatMap((id) => rows.get(id) ?? []);
  const places = await sitePlaces(
    tx,
    known.map(({ bureau }) => bureau),
    known.flatMap(({ site_id }) => site_id ?? []),
  );
  const returns = await returnsOf(
    tx,
    known.map(({ id }) => id),
  );
  const proposals = new Map<string, Proposal>();
  for (const row of known) {
    const returned = returns.get(row.id) ?? [];
    const place = row.site_id === null ? undefined : places.get(row.site_id);
    const lay = row.status === 'returned' ? returned[0]?.before_region : undefined;
    const matter = matterOf(row, place, regions, lay ?? row.region);
    const { region, reason, article, alternative } = jurisdictionOf(matter);
    const bureau = regions.bureauOf(region);
    const elsewhere = bureau !== row.bureau;
    const from = actor.kind === 'officer' ? actor.orgId : row.holder_org_id;
    const orgId = elsewhere ? null : unitFor(await unitsOf(row.bureau), regions, region, from);
    const before = orgId === null ? undefined : returned.find(({ to_org_id }) => to_org_id === orgId);
    proposals.set(row.id, {
      orgId,
      region,
      bureau: elsewhere ? bureau : null,
      reason: [reason, alternative, before && `该单位已经退回过：${before.reason}`]
        .filter(Boolean)
        .join('；'),
      article,
    });
  }
  return proposals;
}

export const proposeDispatch = readCase({
  action: 'lead.propose',
  title: '查看分派建议',
  permission: 'lead.dispatch',
  input: contract.proposeDispatch.body!,
  async run(context, { ids }) {
    const { tx, regions } = context;
    const proposals = await proposalsFor(context, ids);
    const bureau = bureauOfId(ids[0]!);
    const units = await unitsOnce(tx)(bureau);
    const open = await openByUnit(tx, bureau);
    const all = await allBureaus(tx);
    return {
      result: {
        items: [...proposals].map(([id, { orgId, region, bureau: elsewhere, reason, article }]) => ({
          id,
          orgId,
          orgName: orgId === null ? null : units.fullName(orgId),
          region,
          regionName: regions.fullName(region),
          bureau: elsewhere,
          reason,
          article,
        })),
        units: units.all
          .filter(({ active, level }) => active && level !== 'department')
          .map(({ id, level, region }) => ({
            id,
            name: units.fullName(id),
            level,
            region,
            open: open.get(id) ?? 0,
          })),
        bureaus: all
          .filter((code) => code !== bureau)
          .map((code) => ({ code, name: agencyOf(regions, code).name })),
      },
      audit: 'plain',
    };
  },
});
