import { readCase } from '../../../platform/use-case.ts';
import type { Period } from '../annex2/count.ts';
import { comparedWith, countedOnce, periodInWords } from '../annex2/period.ts';
import { checkedPeriod } from '../annex2/service.ts';
import * as contract from '../contract.ts';
import { count, spanOf, total } from './count.ts';
import { MEASURES, type Measure, type MeasureId } from './measures.ts';
import { opensOf } from './opens.ts';
import { placeOf } from './place.ts';

/** The numbers of the dashboard, in the order of the work. */
const FIGURES = (Object.keys(MEASURES) as MeasureId[]).filter((id) => !id.startsWith('annex1-'));
const OF_PERIOD = FIGURES.filter((id) => !(MEASURES[id] as Measure).present);

/** 统计看板: every number of a place and a period, with the period before and the one of last year. */
export const getBoard = readCase({
  action: 'report.board',
  title: '查看统计看板',
  permission: 'report.read',
  input: contract.getBoard.query!,
  async run(context, { region, org, ...asked }) {
    const { tx, clock, actor, regions } = context;
    const period = checkedPeriod(asked);
    const place = await placeOf(context, { region, org });
    const now = clock.now();
    // What no unit stands behind is not counted by unit.
    const ids = FIGURES.filter((id) => place.orgIds === null || !(MEASURES[id] as Measure).unitless);
    const before = OF_PERIOD.filter((id) => ids.includes(id));
    const values = total(await count(tx, ids, place, spanOf(period, now)), ids);
    const compare = countedOnce(async (one: Period) =>
      total(await count(tx, before, place, spanOf(one, now)), before),
    );
    const compared = comparedWith(period);
    const earlier = await compare(compared.before);
    const lastYear = await compare(compared.lastYear);
    return {
      result: {
        region: place.region === null ? null : { code: place.region, name: regions.get(place.region).name },
        org: place.org,
        ...period,
        period: periodInWords(period),
        compared,
        at: now.toISOString(),
        figures: ids.map((id) => {
          const { name, unit, counts }: Measure = MEASURES[id];
          const value = values[id] ?? 0;
          const counted = { ...period, region: place.region, org: place.org?.id ?? null, value };
          return {
            id,
            name,
            unit,
            counts,
            value,
            before: earlier[id] ?? null,
            lastYear: lastYear[id] ?? null,
            opens: opensOf(id, counted, actor, regions),
          };
        }),
      },
      audit: 'plain',
    };
  },
});
