import { AppError } from '@wangjian/core/errors.ts';
import type { Actor } from '../../../platform/actor.ts';
import type { ReadContext } from '../../../platform/use-case.ts';
import { reportingUnit } from '../annex2/unit.ts';
import type { Place } from './count.ts';

/** What a reader asks to see: a region, a unit, both or neither; `only` leaves out what lies or works below. */
interface Asked {
  readonly region?: string | undefined;
  readonly org?: string | undefined;
  readonly only?: 'region' | 'org' | undefined;
}

/** The place with the region that stands for it on the page; null where a unit alone was asked for. */
interface ResolvedPlace extends Place {
  readonly region: string | null;
  readonly org: { readonly id: string; readonly name: string } | null;
}

/** The region in which an officer works, or the first bureau of the system. */
function ownRegion(actor: Actor): string {
  if (actor.kind === 'officer') return actor.region;
  throw new AppError('invalid_input', '请指明区域');
}

/**
 * The records asked for. A unit is counted as Annex 2 counts it: with those below it, and the office at the head of a
 * bureau with everything of the bureau. Without region and unit it is the region in which the reader works.
 */
export async function placeOf(
  context: Pick<ReadContext, 'tx' | 'actor' | 'regions'>,
  { region, org, only }: Asked,
): Promise<ResolvedPlace> {
  const { regions, actor } = context;
  const unit = org === undefined ? undefined : await reportingUnit(context, org);
  if (region === undefined && unit) {
    const { id, name, bureaus, orgIds } = unit;
    return {
      region: null,
      org: { id, name },
      bureaus,
      regions: null,
      orgIds: only === 'org' ? [id] : orgIds,
    };
  }
  const at = regions.get(region ?? ownRegion(actor)).code;
  const within = regions.within(at);
  const bureaus = [...new Set(within.map((code) => regions.bureauOf(code)))];
  // A region that is a whole bureau, or a whole province, needs no list of what lies in it.
  const whole = regions.bureauOf(at) === at;
  return {
    region: at,
    org: unit ? { id: unit.id, name: unit.name } : null,
    bureaus,
    regions: only === 'region' ? [at] : whole ? null : within,
    orgIds: unit === undefined ? null : only === 'org' ? [unit.id] : unit.orgIds,
  };
}
