import { sql } from 'kysely';
import type { WriteContext } from '../../platform/use-case.ts';
import type { ImportedSite } from './check-import.ts';
import type { RegistryTables } from './tables.ts';

const BATCH = 1000;

/** A checked row of an import with its line number. */
export interface NumberedSite {
  readonly number: number;
  readonly site: ImportedSite;
}

/**
 * Enters many sites with their operators, some hundreds a statement: thirty thousand rows are seconds, not minutes.
 * Returns the line numbers of those that were new; the others stand in the register already.
 */
export async function registerMany(
  context: Pick<WriteContext, 'tx' | 'newId' | 'clock'>,
  bureau: string,
  defaultRegion: string,
  rows: readonly NumberedSite[],
): Promise<Set<number>> {
  const entered = new Set<number>();
  for (let at = 0; at < rows.length; at += BATCH) {
    const batch = rows.slice(at, at + BATCH);
    const operators = await operatorsOf(context, bureau, defaultRegion, batch);
    const byKey = new Map(batch.map(({ number, site }) => [site.siteKey, number]));
    const added = await context.tx
      .withTables<RegistryTables>()
      .insertInto('sites')
      .values(
        batch.map(({ site }) => ({
          bureau,
          id: context.newId('site', bureau),
          region: site.region ?? defaultRegion,
          name: site.name,
          url: site.url,
          host: site.host,
          site_key: site.siteKey,
          kind: site.kind,
          confidence: 0,
          reasons: [],
          forms: [...site.forms],
          operator_id: operatorName(site) === null ? null : operators.get(operatorKey(site))!,
          platform_id: null,
          icp: [],
          police: [],
          phones: site.phone === null ? [] : [site.phone],
          found_by: 'import',
          found_at: context.clock.now(),
          last_patrol_at: null,
        })),
      )
      .onConflict((conflict) => conflict.columns(['bureau', 'site_key']).doNothing())
      .returning('site_key')
      .execute();
    for (const { site_key: key } of added) entered.add(byKey.get(key)!);
  }
  return entered;
}

/** The code stands for the name where only the code is known. */
const operatorName = (site: ImportedSite): string | null => site.operatorName ?? site.uscc;
const operatorKey = (site: ImportedSite): string => site.uscc ?? `name:${site.operatorName}`;

/** Ids of the operators that a batch names, by code or else by name; those not known yet are entered. */
async function operatorsOf(
  { tx, newId, clock }: Pick<WriteContext, 'tx' | 'newId' | 'clock'>,
  bureau: string,
  defaultRegion: string,
  batch: readonly NumberedSite[],
): Promise<Map<string, string>> {
  // Those with a code first: a row with the same name and no code is then the same operator.
  const named = batch
    .map(({ site }) => site)
    .filter((site) => operatorName(site) !== null)
    .toSorted((a, b) => Number(b.uscc !== null) - Number(a.uscc !== null));
  const codes = named.flatMap(({ uscc }) => uscc ?? []);
  const names = named.map((site) => operatorName(site)!);
  const tables = tx.withTables<RegistryTables>();
  const known = await tables
    .selectFrom('operators')
    .select(['id', 'name', 'uscc'])
    .where('bureau', '=', bureau)
    .where((where) =>
      where.or([
        sql<boolean>`uscc = ANY (${sql.val(codes)}::text[])`,
        sql<boolean>`name = ANY (${sql.val(names)}::text[])`,
      ]),
    )
    .orderBy('id', 'desc')
    .execute();
  const ids = new Map<string, string>();
  for (const { id, name, uscc } of known) {
    ids.set(`name:${name}`, id);
    if (uscc !== null) ids.set(uscc, id);
  }
  const rows = [];
  for (const site of named) {
    const name = operatorName(site)!;
    if (ids.has(operatorKey(site))) continue;
    const id = newId('operator', bureau);
    ids.set(operatorKey(site), id);
    if (!ids.has(`name:${name}`)) ids.set(`name:${name}`, id);
    rows.push({
      bureau,
      id,
      region: site.region ?? defaultRegion,
      name,
      uscc: site.uscc,
      kind: null,
      address: site.address,
      representative: null,
      phones: site.phone === null ? [] : [site.phone],
      created_at: clock.now(),
    });
  }
  if (rows.length > 0) await tables.insertInto('operators').values(rows).execute();
  return ids;
}
