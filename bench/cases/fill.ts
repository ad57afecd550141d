import { recordGrams } from '@wangjian/core/search-grams.ts';
import { DEMO_BUREAU } from '../../apps/server/src/demo/bureau.ts';
import { withClient } from '../../apps/server/src/platform/db/connections.ts';

type Client = Parameters<Parameters<typeof withClient>[1]>[0];

const SUBJECTS = 5000;
const EVENTS_A_LEAD = 10;
const TRADES = ['枸杞', '茶叶', '服饰', '家电', '化妆品', '乳制品', '保健食品', '农资', '文具', '建材'];
const PROBLEMS = ['绝对化用语', '未亮照经营', '虚假宣传', '价格欺诈', '格式条款', '虚构评价', '无证销售'];

/** A ULID as the platform makes them, of an instant and a number (decimal digits are Crockford's, too). */
const digit = (shift: number) =>
  `substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', ((ms >> ${shift}) & 31)::int + 1, 1)`;
const ULID = `
CREATE OR REPLACE FUNCTION pg_temp.ulid(ms bigint, n bigint) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT ${[45, 40, 35, 30, 25, 20, 15, 10, 5, 0].map(digit).join(' || ')} || lpad(n::text, 16, '0') $$;
CREATE OR REPLACE FUNCTION pg_temp.ms(at timestamptz) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
  SELECT (extract(epoch FROM at) * 1000)::bigint $$;`;

/**
 * Adds leads (and ten events each) until the bureau has `total`: spread over three years, its counties and townships,
 * every status and seven kinds of violation, with the grams that search needs.
 */
export async function fillLeads(owner: string, total: number): Promise<void> {
  await withClient(owner, async (client) => {
    await client.query(ULID);
    await client.query(
      `CREATE TEMP TABLE subjects (n int PRIMARY KEY, title text, party text, problem text, search text[])`,
    );
    const rows = Array.from({ length: SUBJECTS }, (_, n) => subject(n));
    await client.query(
      `INSERT INTO subjects SELECT (r->>'n')::int, r->>'title', r->>'party', r->>'problem',
         ARRAY(SELECT jsonb_array_elements_text(r->'search')) FROM jsonb_array_elements($1::jsonb) AS r`,
      [JSON.stringify(rows)],
    );
    await client.query(`CREATE TEMP TABLE units AS SELECT row_number() OVER (ORDER BY region, id) - 1 AS n, id, region
      FROM org_units WHERE level IN ('county', 'township')`);
    const first = await countOf(client, 'SELECT count(*)::int AS n FROM leads');
    const units = await countOf(client, 'SELECT count(*)::int AS n FROM units');
    const step = 50_000;
    for (let from = first; from < total; from += step) {
      const span = [DEMO_BUREAU, from, Math.min(total, from + step) - 1];
      await client.query(INSERT_LEADS, [...span, units]);
      await client.query(INSERT_EVENTS, [...span, EVENTS_A_LEAD]);
      await client.query(INSERT_CHECKS, span);
      await client.query(INSERT_CHECKS_DONE, span);
      await client.query(INSERT_CASES, span);
    }
    await client.query(
      `INSERT INTO lead_numbers VALUES ($1, $2, $1, $3)
      ON CONFLICT (bureau, year) DO UPDATE SET last = excluded.last`,
      [DEMO_BUREAU, new Date().getFullYear(), total],
    );
    await client.query('VACUUM ANALYZE leads, lead_events, inspections, inspection_checks, cases');
  });
}

async function countOf(client: Client, query: string): Promise<number> {
  const { rows } = await client.query<{ n: number }>(query);
  return rows[0]?.n ?? 0;
}

function subject(n: number) {
  const party = `中卫市${TRADES[n % TRADES.length]}第${n}商贸有限公司`;
  const problem = PROBLEMS[n % PROBLEMS.length]!;
  const title = `${party}涉嫌${problem}`;
  return { n, title, party, problem, search: recordGrams([title, party]) };
}

/** $1 bureau, $2 … $3 serial numbers, $4 number of units. */
const INSERT_LEADS = `
INSERT INTO leads (bureau, id, region, number, title, status, source, party, found_on, received_on, content, violations,
    registered_at, registered_by, registered_by_name, holder_org_id, search, closed_on)
SELECT $1, 'lead_' || $1 || '_' || pg_temp.ulid(pg_temp.ms(l.at), l.n), u.region, '卫市监网源〔' || extract(year FROM l.at) || '〕' || l.n || '号',
    s.title, l.status, 'patrol', s.party, l.at::date, l.at::date, '违法事实：' || s.title || '，页面见附件。',
    ARRAY[s.problem], l.at, 'bench', '测试', u.id, s.search, CASE WHEN l.status IN ('closed', 'archived') THEN l.at::date + 20 END
  FROM (SELECT n, now() - interval '1 second' * (n * 94 % 94608000) AS at,
      (ARRAY['closed', 'archived', 'closed', 'archived', 'dismissed', 'closed', 'archived', 'archived', 'archived', 'closed',
        'sorting', 'accepted', 'dispatched', 'checking', 'reviewing', 'archived', 'archived', 'closed', 'archived', 'archived'])
        [1 + n * 7 % 20] AS status
    FROM generate_series($2::bigint, $3::bigint) AS n) AS l
  JOIN units u ON u.n = l.n % $4
  JOIN subjects s ON s.n = l.n % ${SUBJECTS}`;

/** Leads by their serial number, as the end of their ids says it: $1 bureau, $2 … $3. */
const OF_SPAN = `FROM leads l WHERE l.bureau = $1 AND right(l.id, 16)::bigint BETWEEN $2::bigint AND $3::bigint`;

/** $4 events each. */
const INSERT_EVENTS = `
INSERT INTO lead_events (bureau, id, region, lead_id, at, officer_name, org_name, action, opinion)
SELECT l.bureau, 'event_' || l.bureau || '_' || substr(l.id, 13, 24) || lpad(e::text, 2, '0'), l.region, l.id,
    l.registered_at + interval '1 hour' * e, '测试', '网监科', 'comment', '第 ' || e || ' 次记录'
  FROM (SELECT l.* ${OF_SPAN}) AS l, generate_series(1, $4::int) AS e`;

/** Every fifth lead has been checked online, the checks counting for Annex 2. */
const INSERT_CHECKS = `
INSERT INTO inspections (bureau, id, region, number, subject, status, source, lead_id, online_task, on_site_task, online_on,
    org_id, org_name, officer_id, officer_name, outcome, created_at, created_by, created_by_name)
SELECT l.bureau, replace(l.id, 'lead_', 'inspection_'), l.region, '检' || l.number, l.title, 'finished', 'lead', l.id, 'done', 'none',
    l.found_on + 3, l.holder_org_id, '', 'bench', '测试', 'no-problem', l.registered_at, 'bench', '测试'
  ${OF_SPAN} AND right(l.id, 16)::bigint % 5 = 0`;
const INSERT_CHECKS_DONE = `
INSERT INTO inspection_checks (bureau, id, region, inspection_id, kind, checked_on, org_id, org_name, officer_id, officer_name, problems)
SELECT l.bureau, replace(l.id, 'lead_', 'check_'), l.region, replace(l.id, 'lead_', 'inspection_'), 'online', l.found_on + 3,
    l.holder_org_id, '', 'bench', '测试', 0
  ${OF_SPAN} AND right(l.id, 16)::bigint % 5 = 0`;

/** Every twentieth lead became a case with a fine. */
const INSERT_CASES = `
INSERT INTO cases (bureau, id, region, number, title, state, procedure, case_type, violations, category, source, summary, acted_on,
    found_on, lead_id, org_id, org_name, outcome, fine_fen, decided_on, registered_at, registered_by, registered_by_name)
SELECT l.bureau, replace(l.id, 'lead_', 'case_'), l.region, '案' || l.number, l.title, 'closed', 'ordinary', 'general', l.violations,
    'C' || lpad((1 + right(l.id, 16)::bigint % 12)::text, 2, '0'), 'patrol', '', l.found_on, l.found_on, l.id, l.holder_org_id, '',
    'penalty', 1000000, l.found_on + 60, l.registered_at, 'bench', '测试'
  ${OF_SPAN} AND right(l.id, 16)::bigint % 20 = 0`;
