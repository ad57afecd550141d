import { AppError } from '@wangjian/core/errors.ts';
import { bureauOfId, parseId } from '@wangjian/core/ids.ts';
import type { RegionTree } from '@wangjian/core/regions.ts';
import { z } from 'zod';
import { type Actor, systemActor } from '../../../platform/actor.ts';
import type { Kernel } from '../../../platform/kernel.ts';
import { runUseCase } from '../../../platform/run-use-case.ts';
import type { ScopedTx } from '../../../platform/scoped-tx.ts';
import { readCase } from '../../../platform/use-case.ts';
import { type UnitTree, unitsOfBureau } from '../../officers/service.ts';
import type { Doer } from './count.ts';

/** A unit that reports. */
export interface ReportingUnit extends Doer {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly bureau: string;
}

interface Context {
  readonly tx: ScopedTx;
  readonly actor: Actor;
  readonly regions: RegionTree;
}

/**
 * The unit asked for, or the office in which the reader works, with all units below it: what they did is what it
 * reports. The office at the head of a bureau reports everything of the bureau.
 */
export async function reportingUnit(
  { tx, actor, regions }: Context,
  org: string | undefined,
): Promise<ReportingUnit> {
  const asked = org ?? (actor.kind === 'officer' ? actor.orgId : undefined);
  if (asked === undefined) throw new AppError('invalid_input', '请指明填报单位');
  const bureau = bureauOfId(asked);
  const tree = await unitsOfBureau(tx, bureau);
  const unit = org === undefined ? (tree.officeOf(asked) ?? tree.find(asked)) : tree.find(asked);
  if (!unit) throw new AppError('not_found', '没有找到该单位，或者它不在您的管辖范围内');
  const head = (unit.level === 'city' || unit.level === 'province') && unit.region === bureau;
  return {
    id: unit.id,
    name: unit.level === 'section' ? tree.fullName(unit.id) : unit.name,
    region: unit.region,
    bureau,
    bureaus: unit.level === 'province' ? bureausWithin(regions, unit.region) : [bureau],
    orgIds: head ? null : [...below(tree, unit.id)],
  };
}

/** A unit and all below it. */
function below(tree: UnitTree, id: string): Set<string> {
  const ids = new Set([id]);
  // Parents stand before their children only by region; go round until nothing is added.
  for (let size = 0; size !== ids.size; ) {
    size = ids.size;
    for (const unit of tree.all) if (unit.parentId !== null && ids.has(unit.parentId)) ids.add(unit.id);
  }
  return ids;
}

function bureausWithin(regions: RegionTree, region: string): string[] {
  return [...new Set(regions.within(region).map((code) => regions.bureauOf(code)))];
}

/** The unit with an id, or the office of a region (its GB/T 2260 code); `not_found` in words where there is none. */
export async function unitByCode(kernel: Kernel, code: string): Promise<{ id: string; bureau: string }> {
  const id = parseId(code);
  const bureau = id?.bureau ?? (kernel.regions.find(code) && kernel.regions.bureauOf(code));
  if (bureau === undefined) {
    throw new AppError('invalid_input', `“${code}”不是区划代码，也不是机构编号`);
  }
  const tree = await runUseCase(kernel, listUnits, systemActor('report', [bureau]), bureau);
  const unit = id
    ? tree.find(code)
    : tree.all.find(({ region, level }) => region === code && OFFICES.has(level));
  if (!unit) throw new AppError('not_found', `没有区划“${code}”的机构，请先在“系统管理 › 机构”中登记`);
  return { id: unit.id, bureau };
}

const OFFICES: ReadonlySet<string> = new Set(['province', 'city', 'county', 'township']);

const listUnits = readCase({
  action: 'report.units',
  title: '查看填报单位',
  permission: 'report.read',
  input: z.string(),
  run: async ({ tx }, bureau) => ({ result: await unitsOfBureau(tx, bureau), audit: 'plain' }),
});
