import { AppError } from '@wangjian/core/errors.ts';
import { bureauOfId, parseId } from '@wangjian/core/ids.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { registerBureau } from '../../platform/bureaus.ts';
import { found, refuseStale } from '../../platform/save.ts';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import { type ReadContext, readCase, useCase } from '../../platform/use-case.ts';
import { createOrgUnit, type OrgUnit, updateOrgUnit } from './contract.ts';
import { type OfficerTables, tables } from './tables.ts';

type OrgRow = OfficerTables['org_units'];

/** One unit; `not_found` outside the actor's regions. */
export async function getOrgUnit(tx: ScopedTx, id: string): Promise<OrgRow> {
  const bureau = parseId(id)?.bureau;
  const query = tables(tx).selectFrom('org_units').selectAll();
  return found(
    bureau === undefined
      ? undefined
      : await query.where('bureau', '=', bureau).where('id', '=', id).executeTakeFirst(),
  );
}

async function views(
  { tx, regions }: ReadContext,
  ids?: readonly string[],
): Promise<z.input<typeof OrgUnit>[]> {
  const rows = await tables(tx)
    .selectFrom('org_units')
    .selectAll('org_units')
    .select((eb) =>
      eb
        .selectFrom('officers')
        .select(sql<number>`count(*)::int`.as('count'))
        .whereRef('officers.bureau', '=', 'org_units.bureau')
        .whereRef('officers.org_id', '=', 'org_units.id')
        .where('officers.disabled', '=', false)
        .as('officers'),
    )
    .$if(ids !== undefined, (query) => query.where('org_units.id', 'in', [...(ids ?? [])]))
    .orderBy('org_units.region')
    .orderBy('org_units.created_at')
    .orderBy('org_units.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    parentId: row.parent_id,
    name: row.name,
    level: row.level,
    region: row.region,
    regionName: regions.get(row.region).name,
    active: row.active,
    officers: row.officers ?? 0,
    version: row.version,
  }));
}

export const orgTree = readCase({
  action: 'org.list',
  title: '查看机构树',
  permission: 'session',
  input: z.undefined(),
  run: async (context) => ({ result: { items: await views(context) }, audit: 'plain' }),
});

/** A section or another department lies where its parent lies; a bureau of a level has a region of that level. */
function refuseWrongPlace(
  { regions }: ReadContext,
  parent: OrgRow,
  unit: { readonly level: OrgRow['level']; readonly region: string },
): void {
  const region = regions.find(unit.region);
  const problem =
    region === undefined
      ? `没有区划代码“${unit.region}”`
      : !regions.contains(parent.region, unit.region)
        ? `区划“${region.name}”不在上级机构的区划“${regions.get(parent.region).name}”之内`
        : unit.level !== 'section' && unit.level !== 'department' && unit.level !== region.level
          ? `机构层级与区划“${region.name}”的层级不一致`
          : undefined;
  if (problem === undefined) return;
  throw new AppError('invalid_input', problem, { problems: [{ path: 'region', message: problem }] });
}

export const addOrgUnit = useCase({
  action: 'org.create',
  title: '新增机构',
  permission: 'org.manage',
  input: createOrgUnit.body!,
  async run(context, input) {
    const { tx, regions, newId, clock } = context;
    const parent = await getOrgUnit(tx, input.parentId);
    refuseWrongPlace(context, parent, input);
    const bureau = regions.bureauOf(input.region);
    if (bureau !== parent.bureau) await registerBureau(tx, { code: bureau, name: regions.get(bureau).name });
    const id = newId('org', bureau);
    await tables(tx)
      .insertInto('org_units')
      .values({
        bureau,
        region: input.region,
        id,
        parent_id: parent.id,
        name: input.name,
        level: input.level,
        active: true,
        version: 1,
        created_at: clock.now(),
      })
      .execute();
    const [unit] = await views(context, [id]);
    return { result: found(unit), audit: { on: id, after: input } };
  },
});

export const changeOrgUnit = useCase({
  action: 'org.update',
  title: '修改机构',
  permission: 'org.manage',
  input: updateOrgUnit.params!.extend(updateOrgUnit.body!.shape),
  async run(context, { id, version, name, active }) {
    const { tx } = context;
    const before = await getOrgUnit(tx, id);
    if (active === false && before.active) await refuseInUse(tx, before);
    const updated = await tables(tx)
      .updateTable('org_units')
      .set({
        ...(name === undefined ? {} : { name }),
        ...(active === undefined ? {} : { active }),
        version: version + 1,
      })
      .where('bureau', '=', bureauOfId(id))
      .where('id', '=', id)
      .where('version', '=', version)
      .executeTakeFirst();
    refuseStale(updated);
    const [unit] = await views(context, [id]);
    const { name: oldName, active: wasActive } = before;
    return {
      result: found(unit),
      audit: { on: id, before: { name: oldName, active: wasActive }, after: { name, active } },
    };
  },
});

async function refuseInUse(tx: ScopedTx, unit: OrgRow): Promise<void> {
  const officer = await tables(tx)
    .selectFrom('officers')
    .select('name')
    .where('bureau', '=', unit.bureau)
    .where('org_id', '=', unit.id)
    .where('disabled', '=', false)
    .executeTakeFirst();
  if (officer)
    throw new AppError('conflict', `机构“${unit.name}”还有在用账号（如${officer.name}），请先调离或停用`);
}
