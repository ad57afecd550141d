import type { Officer } from './officer.ts';
import { Timing } from './timing.ts';

const ROUNDS = 40;

interface Page {
  readonly items: readonly { readonly id: string; readonly version: number }[];
  readonly total: number;
}

/** What an officer does all day, forty times each: lists with and without filters, details, searches, dispatching. */
export async function measureCalls(officer: Officer): Promise<Map<string, Timing>> {
  const timings = new Map<string, Timing>();
  const measure = async <Answer>(
    what: string,
    method: string,
    path: (n: number) => string,
    body?: (n: number) => unknown,
  ) => {
    const timing = new Timing();
    const answers: Answer[] = [];
    for (let n = 0; n < ROUNDS; n += 1) {
      const { status, json } = await timing.time(() => officer.call<Answer>(method, path(n), body?.(n)));
      if (status !== 200) throw new Error(`${method} ${path(n)}: ${status} ${JSON.stringify(json)}`);
      answers.push(json);
    }
    timings.set(what, timing);
    return answers;
  };
  const lists = await measure<Page>('列表（全部，第 1–40 页）', 'GET', (n) => `/api/leads?page=${n + 1}`);
  await measure<Page>(
    '列表（办理中）',
    'GET',
    (n) => `/api/leads?status=checking&status=dispatched&page=${n + 1}`,
  );
  await measure<Page>('列表（500 行）', 'GET', () => '/api/leads?pageSize=500');
  await measure<Page>('列表（一个县区，已办结）', 'GET', () => '/api/leads?status=closed&region=640521');
  const ids = lists.flatMap(({ items }) => items.map(({ id }) => id));
  await measure('详情', 'GET', (n) => `/api/leads/${ids[(n * 37) % ids.length]}`);
  await measure<Page>(
    '搜索（两个字）',
    'GET',
    (n) => `/api/leads?q=${encodeURIComponent(['枸杞', '茶叶', '亮照', '欺诈'][n % 4]!)}`,
  );
  await measure<Page>('搜索（名称）', 'GET', (n) => `/api/leads?q=${encodeURIComponent(`第${n * 113}商贸`)}`);
  const thisYear = new Date().getFullYear();
  await measure(
    '附件2（全年）',
    'GET',
    (n) => `/api/reports/annex2?from=${thisYear - (n % 3)}-01-01&to=${thisYear - (n % 3)}-12-31`,
  );
  await measureDispatch(officer, timings);
  return timings;
}

interface Proposals {
  readonly items: readonly { readonly id: string; readonly orgId: string | null }[];
  readonly units: readonly { readonly id: string; readonly level: string }[];
}

/** Dispatching twenty leads at a time, with the proposals asked for before. */
async function measureDispatch(officer: Officer, timings: Map<string, Timing>): Promise<void> {
  const [propose, dispatch] = [new Timing(), new Timing()];
  const dueOn = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
  for (let n = 0; n < 10; n += 1) {
    const { json: page } = await officer.call<Page>('GET', '/api/leads?status=accepted&pageSize=20');
    const ids = page.items.map(({ id }) => id);
    const { json: proposals } = await propose.time(() =>
      officer.call<Proposals>('POST', '/api/leads/proposals', { ids }),
    );
    const county = proposals.units.find(({ level }) => level === 'county')!.id;
    const { status, json } = await dispatch.time(() =>
      officer.call('POST', '/api/leads/dispatch', {
        leads: page.items.map(({ id, version }) => ({ id, version })),
        to: ids.map((id) => ({ id, orgId: county, overrideReason: '测试分派' })),
        dueOn,
        requirement: '',
      }),
    );
    if (status !== 200) throw new Error(`dispatch: ${status} ${JSON.stringify(json)}`);
  }
  timings.set('分派建议（20 条）', propose);
  timings.set('分派（20 条）', dispatch);
}
