import type { Officer } from './officer.ts';
import { listPages } from './pages.ts';
import { Timing } from './timing.ts';

/** To whose townships leads are dispatched. */
const COUNTY = '640521';

interface Page {
  readonly items?: readonly { readonly id: string; readonly version: number }[];
}

/** What an officer does all day: every list with and without filters, details, searches, tables, dispatching. */
export async function measureCalls(officer: Officer, rounds: number): Promise<Map<string, Timing>> {
  const timings = new Map<string, Timing>();
  const read = async (what: string, path: (round: number) => string) => {
    const timing = new Timing();
    const pages: Page[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const { status, json } = await timing.time(() => officer.call<Page>('GET', path(round)));
      if (status !== 200) throw new Error(`GET ${path(round)}: ${status} ${JSON.stringify(json)}`);
      pages.push(json);
    }
    timings.set(what, timing);
    return pages;
  };
  for (const { what, path, detail } of listPages(new Date().getFullYear())) {
    const pages = await read(what, path);
    if (detail === undefined) continue;
    const ids = pages.flatMap(({ items }) => items?.map(({ id }) => id) ?? []);
    await read(`${what}：详情`, (round) => `${detail}/${ids[(round * 37) % ids.length]}`);
  }
  await measureDispatch(officer, timings, rounds);
  return timings;
}

interface Proposals {
  readonly items: readonly { readonly id: string; readonly orgId: string | null }[];
  readonly units: readonly { readonly id: string; readonly level: string; readonly region: string }[];
}
interface Accepted {
  readonly items: readonly { readonly id: string; readonly version: number; readonly holderOrgId: string }[];
}

/** Dispatching twenty leads at a time, with the proposals asked for before. */
async function measureDispatch(
  officer: Officer,
  timings: Map<string, Timing>,
  rounds: number,
): Promise<void> {
  const [propose, dispatch] = [new Timing(), new Timing()];
  const dueOn = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
  for (let n = 0; n < rounds / 2; n += 1) {
    const { json: page } = await officer.call<Accepted>('GET', '/api/leads?status=accepted&pageSize=20');
    const ids = page.items.map(({ id }) => id);
    if (ids.length === 0) break;
    const { json: proposals } = await propose.time(() =>
      officer.call<Proposals>('POST', '/api/leads/proposals', { ids }),
    );
    const townships = proposals.units.filter(
      ({ level, region }) => level === 'township' && region.startsWith(COUNTY),
    );
    const { status, json } = await dispatch.time(() =>
      officer.call<{ done: string[]; refused: unknown[] }>('POST', '/api/leads/dispatch', {
        leads: page.items.map(({ id, version }) => ({ id, version })),
        to: page.items.map(({ id, holderOrgId }) => ({
          id,
          orgId: townships.find((unit) => unit.id !== holderOrgId)!.id,
          overrideReason: '测试分派',
        })),
        dueOn,
        requirement: '',
      }),
    );
    if (status !== 200) throw new Error(`dispatch: ${status} ${JSON.stringify(json)}`);
    if (json.done.length < ids.length / 2)
      throw new Error(`dispatch: ${JSON.stringify(json.refused.slice(0, 2))}`);
  }
  timings.set('线索：分派建议（20 条）', propose);
  timings.set('线索：分派（20 条）', dispatch);
}
