import { newId } from '../../../platform/ids.ts';
import type { TestApp } from '../../../platform/test/test-app.ts';
import { annex1 } from '../../inspections/service.ts';

/** The city and its counties. */
export const REGIONS = ['640500', '640502', '640521', '640522'] as const;

// A small generator with a fixed seed: the same records in every run, over regions, units, days, kinds and states.
let state = 20261031;
function pick<Item>(items: readonly Item[]): Item {
  state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
  return items[Math.floor((state / 2_147_483_648) * items.length)]!;
}
const day = () =>
  new Date(Date.UTC(2026, 8, 20) + pick(Array.from({ length: 50 }, (_, n) => n)) * 86_400_000)
    .toISOString()
    .slice(0, 10);
/** Often at the edges of a day in China. */
const instant = () => `${day()}T${pick(['15:59:59', '16:00:00', '02:00:00', '23:59:59'])}Z`;
const maybe = <Value>(value: Value) => pick([value, null]);
const times = <Row>(count: number, make: (n: number) => Row) =>
  Array.from({ length: count }, (_, n) => make(n));
const VIOLATIONS = [
  ['absolute-terms-ad'],
  ['no-price-marking', 'false-original-price'],
  ['licence-info-not-displayed'],
  [],
];

/** Rows into a table as they are; what is not given takes the same value in all. */
async function insert(t: TestApp, table: string, rows: readonly Readonly<Record<string, unknown>>[]) {
  const names = Object.keys(rows[0]!);
  await t.app.kernel.owner.query(
    `INSERT INTO ${table} (${names.join(', ')}) SELECT ${names.join(', ')} FROM jsonb_populate_recordset(NULL::${table}, $1)`,
    [JSON.stringify(rows)],
  );
}

/** Enters records of every kind that is counted, with the owner's hand; `units` are the offices by region. */
export async function enterRecords(t: TestApp, units: Readonly<Record<string, string>>): Promise<void> {
  const put = (table: string, rows: readonly Readonly<Record<string, unknown>>[]) => insert(t, table, rows);
  const at = () => {
    const region = pick(REGIONS);
    return { bureau: '640500', region };
  };
  const id = (kind: string) => newId(kind, '640500', t.clock);
  const org = (region: string) => pick([units[region]!, units[region]!, null]);
  await put('patrols', [
    {
      ...at(),
      id: id('patrol'),
      name: '巡查',
      status: 'finished',
      max_pages: 1,
      created_by: 'o',
      created_by_name: '甲',
      created_at: instant(),
      version: 1,
    },
  ]);
  const { rows: patrols } = await t.app.kernel.owner.query<{ id: string }>('SELECT id FROM patrols');
  await put(
    'patrol_sites',
    times(120, (n) => ({
      ...at(),
      id: id('patrolsite'),
      patrol_id: patrols[0]!.id,
      seed: 'https://a.example/',
      host: `s${n}.example`,
      status: pick(['done', 'done', 'failed']),
      pages: n % 7,
      bytes: 0,
      findings: 0,
      finished_at: instant(),
      only_page: pick([false, false, true]),
    })),
  );
  await put(
    'findings',
    times(240, (n) => {
      const types = pick(VIOLATIONS.filter((one) => one.length > 0));
      return {
        ...at(),
        id: id('finding'),
        site_id: id('site'),
        rule: 'r',
        rule_version: '1',
        violation: types[0],
        category: pick(['C06', 'C07', 'C03']),
        level: 'violation',
        status: pick(['pending', 'confirmed', 'rejected']),
        term: '',
        quote: `句${n}`,
        text_key: `k${n}`,
        why: '',
        articles: [],
        context_text: '',
        context_start: 0,
        context_end: 0,
        url: '',
        page_title: '',
        occurrences: 1,
        found_at: instant(),
        last_seen_at: instant(),
        automatic: false,
        version: 1,
      };
    }),
  );
  const leads = times(300, (n) => {
    const place = at();
    return {
      ...place,
      id: id('lead'),
      number: `线${n}`,
      title: `线索${n}`,
      status: pick(['accepted', 'checking', 'closed', 'merged']),
      source: pick(['patrol', 'citizen']),
      found_on: day(),
      received_on: day(),
      content: '',
      violations: pick(VIOLATIONS),
      registered_at: instant(),
      registered_by: 'o',
      registered_by_name: '甲',
      holder_org_id: org(place.region),
      checked_on: maybe(day()),
      closed_on: maybe(day()),
      search: [],
      source_fields: {},
      hops: 0,
      sent_back: false,
      version: 1,
    };
  });
  await put('leads', leads);
  await put(
    'lead_attachments',
    leads
      .filter(() => pick([true, false]))
      .map((lead) => ({
        bureau: lead.bureau,
        region: lead.region,
        id: id('attachment'),
        lead_id: lead.id,
        name: 'a',
        type: 'b',
        bytes: 1,
        sha256: 'c',
        at: instant(),
        officer_id: 'o',
        officer_name: '甲',
        removed_at: pick([null, null, instant()]),
      })),
  );
  await put(
    'lead_feedbacks',
    leads
      .filter(() => pick([true, false]))
      .map((lead) => ({
        bureau: lead.bureau,
        region: lead.region,
        id: id('feedback'),
        lead_id: lead.id,
        result: 'guided',
        facts: '',
        at: instant(),
        officer_id: 'o',
        officer_name: '甲',
        org_name: '',
        verdict: pick(['approved', 'sent-back', null]),
        verdict_at: instant(),
      })),
  );
  await put(
    'guidances',
    times(60, (n) => {
      const place = at();
      return {
        ...place,
        id: id('guidance'),
        kind: pick(['advice', 'talk', 'correction-order']),
        title: `指导${n}`,
        status: pick(['waiting', 'closed', 'cancelled']),
        party: '某店',
        form: {},
        answers: 0,
        issued_on: maybe(day()),
        org_id: org(place.region),
        officer_id: 'o',
        officer_name: '甲',
        opened_at: instant(),
        version: 1,
      };
    }),
  );
  await put(
    'cases',
    times(80, (n) => {
      const place = at();
      return {
        ...place,
        id: id('case'),
        number: `案${n}`,
        title: `案件${n}`,
        state: 'closed',
        procedure: pick(['ordinary', 'simple']),
        case_type: 'general',
        violations: pick(VIOLATIONS),
        category: pick(['C06', 'C07']),
        source: 'patrol',
        summary: '',
        acted_on: day(),
        found_on: day(),
        org_id: org(place.region),
        org_name: '',
        same_act: true,
        public_interest: false,
        complex: false,
        heard: false,
        extended_times: 0,
        fine_fen: 100,
        forfeit_fen: 0,
        filed_on: maybe(day()),
        decided_on: maybe(day()),
        closed_on: maybe(day()),
        registered_at: instant(),
        registered_by: 'o',
        registered_by_name: '甲',
        version: 1,
      };
    }),
  );
  const inspections = times(150, (n) => {
    const place = at();
    return {
      ...place,
      id: id('inspection'),
      number: `检${n}`,
      subject: `网店${n}`,
      status: 'finished',
      source: 'free',
      online_task: 'done',
      on_site_task: 'done',
      org_id: org(place.region),
      org_name: '',
      officer_id: 'o',
      officer_name: '甲',
      outcome: pick(['no-problem', 'ordered-to-correct']),
      ordered_on: maybe(day()),
      facts: {},
      created_at: instant(),
      created_by: 'o',
      created_by_name: '甲',
      version: 1,
    };
  });
  await put('inspections', inspections);
  const cells = inspections.flatMap((one) =>
    annex1().rows.flatMap((row) =>
      ['online', 'on-site']
        .filter(() => pick([true, false]))
        .map((side) => ({
          bureau: one.bureau,
          region: one.region,
          inspection_id: one.id,
          key: `${row.id}.${side}`,
          result: pick(['none', 'problem', 'not-applicable', null]),
          words: '',
          violations: pick(VIOLATIONS),
          prefilled: false,
          filled_at: instant(),
          officer_name: '甲',
          version: 1,
        })),
    ),
  );
  const rectifications = cells
    .filter(({ result }) => result === 'problem' && pick([true, true, false]))
    .flatMap((cell) =>
      times(pick([1, 2]), () => ({
        bureau: cell.bureau,
        region: cell.region,
        id: id('rectification'),
        inspection_id: cell.inspection_id,
        kind: 'page',
        status: pick(['open', 'corrected', 'corrected', 'dropped']),
        key: cell.key,
        words: '改',
        due_on: day(),
        checks: 0,
        ordered_on: day(),
        version: 1,
      })),
    );
  /** What a check keeps of its boxes (inspections/tally.ts), said again in other words. */
  const bitsOf = (inspection: string, side: string) => {
    const bits = { rows_checked: 0, rows_problem: 0, rows_rectified: 0 };
    annex1().rows.forEach(({ id: row }, place) => {
      const key = `${row}.${side}`;
      const cell = cells.find((one) => one.inspection_id === inspection && one.key === key);
      if (cell?.result !== 'none' && cell?.result !== 'problem') return;
      bits.rows_checked += 2 ** place;
      if (cell.result === 'none') return;
      bits.rows_problem += 2 ** place;
      const asked = rectifications.filter(
        (one) => one.inspection_id === inspection && one.key === key && one.status !== 'dropped',
      );
      if (asked.length > 0 && asked.every(({ status }) => status === 'corrected'))
        bits.rows_rectified += 2 ** place;
    });
    return bits;
  };
  const checks = inspections.flatMap((one) =>
    ['online', 'on-site']
      .filter(() => pick([true, true, false]))
      .map((kind) => ({
        bureau: one.bureau,
        region: one.region,
        id: id('check'),
        inspection_id: one.id,
        kind,
        checked_on: day(),
        org_id: one.org_id,
        org_name: '',
        officer_id: 'o',
        officer_name: '甲',
        problems: 0,
        ...bitsOf(one.id, kind),
      })),
  );
  await put('inspection_checks', checks);
  await put('inspection_cells', cells);
  await put('rectifications', rectifications);
  await put(
    'deadlines',
    times(200, (n) => {
      const place = at();
      const due = pick([instant(), instant(), null]);
      const ended = maybe(instant());
      return {
        ...place,
        id: id('deadline'),
        on_id: id('lead'),
        on_kind: 'lead',
        slot: 's',
        title: '核查',
        subject: `线索${n}`,
        path: '/leads',
        org_id: org(place.region),
        started_on: day(),
        pauses: [],
        extensions: [],
        unit: 'natural',
        strict: '2026-10-31',
        legal: '2026-10-31',
        due: '2026-10-31',
        provisional: false,
        readings: [],
        due_at: due,
        yellow_at: due && '2026-10-20T00:00:00Z',
        red_at: due && '2026-10-30T00:00:00Z',
        ended_at: ended,
        outcome: ended && pick(['met', 'dropped']),
        created_at: instant(),
        search: [],
        version: 1,
      };
    }),
  );
}
