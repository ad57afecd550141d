import { randomBytes } from 'node:crypto';
import { AppError } from '@wangjian/core/errors.ts';
import { bureauOfId } from '@wangjian/core/ids.ts';
import { dayInChina } from '@wangjian/core/plain-date.ts';
import type { Selectable } from 'kysely';
import type { z } from 'zod';
import { may } from '../../platform/actor.ts';
import { listPage } from '../../platform/listing.ts';
import { found, refuseStale } from '../../platform/save.ts';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import { type ReadContext, readCase, useCase } from '../../platform/use-case.ts';
import { inspectionsOfDraw, openInspection, outcomeWords } from '../inspections/service.ts';
import { officersOfBureau, regionsWith, unitsOfBureau } from '../officers/service.ts';
import { drawableSites } from '../registry/service.ts';
import * as contract from './contract.ts';
import { allowedOnDraw, moveDraw } from './lifecycle.ts';
import { DRAW_ALGORITHM, type DrawInput, type Drawn, draw } from './random-draw.ts';
import type { DrawsTable, DrawTables } from './tables.ts';

type DrawRow = Selectable<DrawsTable>;
const MAX_OBJECTS = 50_000;
const tables = (tx: ScopedTx) => tx.withTables<DrawTables>();

async function getDrawRow(tx: ScopedTx, id: string): Promise<DrawRow> {
  return found(
    await tables(tx)
      .selectFrom('inspection_draws')
      .selectAll()
      .where('bureau', '=', bureauOfId(id))
      .where('id', '=', id)
      .executeTakeFirst(),
  );
}

const inputOf = (row: DrawRow): DrawInput => ({
  seed: row.seed,
  rates: row.rates as DrawInput['rates'],
  objects: row.objects as DrawInput['objects'],
  officers: row.officers as DrawInput['officers'],
});

/** Draws, or says for which object no two officers are left. */
function drawOrRefuse(input: DrawInput): Drawn[] {
  try {
    return draw(input);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new AppError('invalid_input', `“${error.message}”没有两名不需回避的检查人员，请增加检查人员`, {
      problems: [{ path: 'officerIds', message: '人数不够' }],
    });
  }
}

type Item = z.input<typeof contract.DrawItem>;

function present(
  row: Omit<DrawRow, 'objects' | 'officers' | 'result'>,
  regions: ReadContext['regions'],
): Item {
  return {
    id: row.id,
    name: row.name,
    status: row.status,
    region: row.region,
    regionName: regions.find(row.region)?.name ?? row.region,
    algorithm: row.algorithm,
    seed: row.seed,
    seedKind: row.seed_kind,
    seedNote: row.seed_note,
    rates: row.rates as Item['rates'],
    drawn: row.drawn,
    sides: row.sides as Item['sides'],
    dueOn: row.due_on,
    drawnAt: row.drawn_at.toISOString(),
    drawnBy: row.drawn_by_name,
    publishedOn: row.published_on,
    version: row.version,
  };
}

async function detail({ tx, regions, actor }: Pick<ReadContext, 'tx' | 'regions' | 'actor'>, id: string) {
  const row = await getDrawRow(tx, id);
  const { objects, officers } = inputOf(row);
  const objectOf = new Map(objects.map((object) => [object.id, object]));
  const nameOf = new Map(officers.map((officer) => [officer.id, officer.name]));
  const outcomes = new Map((await inspectionsOfDraw(tx, id).execute()).map((one) => [one.site_id, one]));
  return {
    ...present(row, regions),
    allowed: may(actor, 'inspection.draw') ? allowedOnDraw(row.status) : [],
    objects: objects.length,
    ungraded: objects.filter(({ graded }) => !graded).length,
    officers: officers.map(({ id: officerId, name, recused }) => ({
      id: officerId,
      name,
      recused: recused.length,
    })),
    results: (row.result as Drawn[]).map(({ objectId, officerIds }) => {
      const outcome = outcomes.get(objectId);
      return {
        siteId: objectId,
        name: objectOf.get(objectId)?.name ?? objectId,
        grade: objectOf.get(objectId)?.grade ?? ('B' as const),
        graded: objectOf.get(objectId)?.graded ?? false,
        officers: officerIds.map((officerId) => nameOf.get(officerId) ?? officerId),
        inspectionId: outcome?.id ?? null,
        outcome: outcome?.outcome ?? null,
        outcomeWords: outcomeWords(outcome?.outcome ?? null),
        finishedOn: outcome?.finished_on ?? null,
      };
    }),
  };
}

export const makeDraw = useCase({
  action: 'draw.make',
  title: '双随机抽取',
  permission: 'inspection.draw',
  input: contract.makeDraw.body!,
  idempotencyKey: ({ key }) => key,
  async run(context, input) {
    const { tx, actor, clock, regions, newId } = context;
    const bureau = regions.bureauOf(input.region);
    const sites = await drawableSites(
      tx,
      bureau,
      { kind: input.kind, form: input.form },
      regions.within(input.region),
      MAX_OBJECTS + 1,
    );
    if (sites.length === 0)
      throw new AppError('invalid_input', '所选范围内没有可以抽取的主体，请放宽范围', {
        problems: [{ path: 'region', message: '没有可以抽取的主体' }],
      });
    if (sites.length > MAX_OBJECTS)
      throw new AppError('too_large', `一次最多从 ${MAX_OBJECTS} 个主体中抽取，请按辖区或业态分批`);
    const colleagues = await officersOfBureau(tx, bureau);
    const chosen = [...new Set(input.officerIds)];
    const places = [...new Set(sites.map(({ region }) => region))];
    const granted = await regionsWith(tx, bureau, chosen, 'inspection.write');
    const officers = chosen.map((id) => {
      const officer = colleagues.find((one) => one.id === id);
      if (!officer)
        throw new AppError('invalid_input', '所选检查人员中有人不是本局在用账号，请重新选择', {
          problems: [{ path: 'officerIds', message: '请重新选择' }],
        });
      const named = input.recusals.filter(({ officerId }) => officerId === id).map(({ siteId }) => siteId);
      // Whoever may not work where an object lies could not even open the inspection.
      const own = granted.get(id) ?? [];
      const out = new Set(places.filter((place) => !own.some((region) => regions.contains(region, place))));
      const far = out.size === 0 ? [] : sites.filter(({ region }) => out.has(region));
      return { id, name: officer.name, recused: [...new Set([...named, ...far.map((site) => site.id)])] };
    });
    const seed = input.publicSeed?.trim() || randomBytes(32).toString('hex');
    const drawing: DrawInput = {
      seed,
      rates: input.rates,
      objects: sites.map(({ id, name, grade }) => ({
        id,
        name,
        grade: grade ?? 'B',
        graded: grade !== null,
      })),
      officers,
    };
    const result = drawOrRefuse(drawing);
    if (result.length === 0)
      throw new AppError('invalid_input', '按所设比例没有抽到任何主体，请提高比例', {
        problems: [{ path: 'rates', message: '比例过低' }],
      });
    const id = newId('draw', bureau);
    await tables(tx)
      .insertInto('inspection_draws')
      .values({
        bureau,
        id,
        region: input.region,
        name: input.name,
        algorithm: DRAW_ALGORITHM,
        seed,
        seed_kind: input.publicSeed?.trim() ? 'public' : 'random',
        seed_note: input.seedNote,
        rates: JSON.stringify(input.rates),
        objects: JSON.stringify(drawing.objects),
        officers: JSON.stringify(officers),
        result: JSON.stringify(result),
        drawn: result.length,
        sides: input.sides,
        due_on: input.dueOn ?? null,
        status: 'drawn',
        drawn_at: clock.now(),
        drawn_by: actor.id,
        drawn_by_name: actor.name,
        published_on: null,
      })
      .execute();
    return {
      result: await detail(context, id),
      audit: { on: id, after: { objects: sites.length, drawn: result.length, seed, rates: input.rates } },
    };
  },
});

export const listDraws = readCase({
  action: 'draw.list',
  title: '查看双随机抽查',
  permission: 'inspection.read',
  input: contract.listDraws.query!,
  async run({ tx, regions }, query) {
    const { items, total } = await listPage(
      tables(tx)
        .selectFrom('inspection_draws as d')
        .select([
          'd.bureau',
          'd.id',
          'd.region',
          'd.name',
          'd.algorithm',
          'd.seed',
          'd.seed_kind',
          'd.seed_note',
          'd.rates',
          'd.drawn',
          'd.sides',
          'd.due_on',
          'd.status',
          'd.drawn_at',
          'd.drawn_by',
          'd.drawn_by_name',
          'd.published_on',
          'd.version',
        ]),
      query,
      { sortable: { drawnAt: 'd.drawn_at', name: 'd.name' }, initial: '-drawnAt', tieBreak: 'd.id' },
    );
    return { result: { items: items.map((row) => present(row, regions)), total }, audit: 'plain' };
  },
});

export const getDraw = readCase({
  action: 'draw.read',
  title: '查看双随机抽查',
  permission: 'inspection.read',
  input: contract.getDraw.params!,
  async run(context, { id }) {
    return { result: await detail(context, id), audit: 'plain' };
  },
});

/** Does the draw again from the recorded seed, objects and officers, and compares. */
export const replayDraw = readCase({
  action: 'draw.replay',
  title: '复核双随机抽取',
  permission: 'inspection.read',
  input: contract.replayDraw.params!,
  async run({ tx }, { id }) {
    const row = await getDrawRow(tx, id);
    if (row.algorithm !== DRAW_ALGORITHM)
      throw new AppError('conflict', `该抽取使用算法 ${row.algorithm}，本版本只能复核 ${DRAW_ALGORITHM}`);
    const again = draw(inputOf(row));
    const kept = row.result as Drawn[];
    const same =
      JSON.stringify(again) ===
      JSON.stringify(kept.map(({ objectId, officerIds }) => ({ objectId, officerIds })));
    return { result: { same, drawn: again.length }, audit: { on: id, after: { same } } };
  },
});

/** Opens an inspection for each object drawn, in the name of the two officers. */
export const assignDraw = useCase({
  action: 'draw.assign',
  title: '下达双随机检查任务',
  permission: 'inspection.draw',
  input: contract.assignDraw.body!.extend(contract.assignDraw.params!.shape),
  async run(context, { id, version }) {
    const { tx, newId } = context;
    const row = await getDrawRow(tx, id);
    const status = moveDraw(row.status, 'assign');
    refuseStale(
      await tables(tx)
        .updateTable('inspection_draws')
        .set({ status, version: version + 1 })
        .where('bureau', '=', row.bureau)
        .where('id', '=', id)
        .where('version', '=', version)
        .executeTakeFirst(),
    );
    const { objects, officers } = inputOf(row);
    const colleagues = new Map((await officersOfBureau(tx, row.bureau)).map((one) => [one.id, one]));
    const units = await unitsOfBureau(tx, row.bureau);
    for (const { objectId, officerIds } of row.result as Drawn[]) {
      const first = colleagues.get(officerIds[0]);
      const second = officers.find((one) => one.id === officerIds[1]);
      await openInspection(context, newId('inspection', row.bureau), {
        subject: objects.find((object) => object.id === objectId)!.name.padEnd(2, ' '),
        region: row.region,
        siteId: objectId,
        sides: row.sides as ('online' | 'on-site')[],
        why: `双随机抽查：${row.name}`,
        dueOn: row.due_on,
        source: 'draw',
        drawId: id,
        ...(first
          ? {
              officer: {
                id: first.id,
                name: first.name,
                orgId: first.orgId,
                orgName: units.nameOf(first.orgId),
              },
            }
          : {}),
        ...(second ? { second: { id: second.id, name: second.name } } : {}),
      });
    }
    return { result: await detail(context, id), audit: { on: id, after: { inspections: row.drawn } } };
  },
});

/** 结果公示: the results are published once every inspection of the draw has ended. */
export const publishDraw = useCase({
  action: 'draw.publish',
  title: '公示双随机抽查结果',
  permission: 'inspection.draw',
  input: contract.publishDraw.body!.extend(contract.publishDraw.params!.shape),
  async run(context, { id, version }) {
    const { tx, clock } = context;
    const row = await getDrawRow(tx, id);
    const status = moveDraw(row.status, 'publish');
    const waiting = (await inspectionsOfDraw(tx, id).execute()).filter(
      ({ outcome }) => outcome === null,
    ).length;
    if (waiting > 0)
      throw new AppError('conflict', `还有 ${waiting} 个检查没有办结，全部办结后才能公示`, { allowed: [] });
    refuseStale(
      await tables(tx)
        .updateTable('inspection_draws')
        .set({ status, published_on: dayInChina(clock.now()), version: version + 1 })
        .where('bureau', '=', row.bureau)
        .where('id', '=', id)
        .where('version', '=', version)
        .executeTakeFirst(),
    );
    return {
      result: await detail(context, id),
      audit: { on: id, after: { publishedOn: dayInChina(clock.now()) } },
    };
  },
});
