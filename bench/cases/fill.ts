import { recordGrams } from '@wangjian/core/search-grams.ts';
import { DEMO_BUREAU } from '../../apps/server/src/demo/bureau.ts';
import { deadlineCatalog } from '../../apps/server/src/modules/deadlines/calendars.ts';
import { annex1 } from '../../apps/server/src/modules/inspections/annex1.ts';
import { withClient } from '../../apps/server/src/platform/db/connections.ts';
import { BATCH, CELLS, FILLS, NUMBERS, SITES_OF, TALLY, ULID } from './fill-tables.ts';
import { aside } from './indexes-aside.ts';

type Client = Parameters<Parameters<typeof withClient>[1]>[0];

const SUBJECTS = 5000;
const EVENTS_A_LEAD = 10;
const STEP = 50_000;
const TRADES = ['枸杞', '茶叶', '服饰', '家电', '化妆品', '乳制品', '保健食品', '农资', '文具', '建材'];
/** Violation types of the catalog, in the words of a title. */
const PROBLEMS = [
  ['absolute-terms-ad', '绝对化用语'],
  ['no-price-marking', '未明码标价'],
  ['false-commercial-promotion', '虚假宣传'],
  ['false-original-price', '价格欺诈'],
  ['no-reason-return-refused', '拒绝退货'],
  ['fake-trade-own', '虚构评价'],
  ['food-sale-without-licence', '无证销售'],
] as const;
/** Tables that are filled, each after those that it refers to. */
const TABLES = [
  'operators',
  'sites',
  'leads',
  'lead_events',
  'deadlines',
  'findings',
  'inspections',
  'inspection_checks',
  'rectifications',
  'documents',
  'document_register',
  'guidances',
  'cases',
  'case_parties',
  'case_handlers',
  'inbox_messages',
];

/**
 * Adds leads (ten events and a deadline each, and the sites, findings, inspections, documents, guidances and cases that
 * go with so many) until the bureau has `total`: spread over three years, its counties and townships, every status and
 * seven kinds of violation. Answers with how many there are: a folder that was filled before may hold more.
 */
export async function fillLeads(owner: string, total: number): Promise<number> {
  return await withClient(owner, async (client) => {
    await client.query(
      `SET synchronous_commit = off; SET maintenance_work_mem = '1GB'; SET work_mem = '128MB'`,
    );
    await client.query(ULID);
    await client.query(
      `CREATE TEMP TABLE subjects (n int PRIMARY KEY, title text, party text, problem text, search text[])`,
    );
    await client.query(
      `INSERT INTO subjects SELECT (r->>'n')::int, r->>'title', r->>'party', r->>'problem',
         ARRAY(SELECT jsonb_array_elements_text(r->'search')) FROM jsonb_array_elements($1::jsonb) AS r`,
      [JSON.stringify(Array.from({ length: SUBJECTS }, (_, n) => subject(n)))],
    );
    await client.query(`CREATE TEMP TABLE units AS SELECT row_number() OVER (ORDER BY region, id) - 1 AS n, id, region, name
      FROM org_units WHERE level IN ('county', 'township')`);
    await client.query(
      `CREATE TEMP TABLE staff AS SELECT row_number() OVER (ORDER BY id) - 1 AS n, id, name FROM officers`,
    );
    await client.query(`CREATE TEMP TABLE law AS SELECT $1::jsonb AS rule`, [
      JSON.stringify(deadlineCatalog().rules.find(({ id }) => id === 'clue-check')),
    ]);
    const first = await countOf(client, 'SELECT count(*)::int AS n FROM leads');
    if (first >= total) {
      await fillCells(client);
      return first;
    }
    // Few rows go in quicker with the indexes in place, many without.
    const fill = () => fillBatches(client, first, total);
    if (total - first < STEP) await fill();
    else await aside(client, TABLES, fill);
    await fillCells(client);
    await client.query(NUMBERS, [DEMO_BUREAU, new Date().getFullYear(), total]);
    for (const table of TABLES) await client.query(`VACUUM ANALYZE ${table}`);
    return total;
  });
}

async function fillBatches(client: Client, first: number, total: number): Promise<void> {
  for (let from = first; from < total; from += STEP) {
    await client.query('DROP TABLE IF EXISTS batch');
    await client.query(BATCH, [DEMO_BUREAU, from, Math.min(total, from + STEP) - 1]);
    await client.query('ANALYZE batch');
    await client.query(SITES_OF);
    for (const statement of FILLS) await client.query(statement.replace('$events', String(EVENTS_A_LEAD)));
  }
}

async function fillCells(client: Client): Promise<void> {
  const rows = annex1().rows.map(({ id }) => id);
  const { rowCount } = await client.query(CELLS, [rows]);
  if ((rowCount ?? 0) === 0) return;
  await client.query(TALLY, [rows]);
  await client.query('VACUUM ANALYZE inspection_cells, inspection_checks');
}

async function countOf(client: Client, query: string): Promise<number> {
  const { rows } = await client.query<{ n: number }>(query);
  return rows[0]?.n ?? 0;
}

function subject(n: number) {
  const party = `中卫市${TRADES[n % TRADES.length]}第${n}商贸有限公司`;
  const [problem, words] = PROBLEMS[n % PROBLEMS.length]!;
  const title = `${party}涉嫌${words}`;
  return { n, title, party, problem, search: recordGrams([title, party]) };
}
