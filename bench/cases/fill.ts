import { recordGrams } from '@wangjian/core/search-grams.ts';
import { Client } from 'pg';
import { DEMO_BUREAU } from '../../apps/server/src/demo/bureau.ts';

const SUBJECTS = 5000;
const EVENTS_A_LEAD = 10;
const TRADES = ['枸杞', '茶叶', '服饰', '家电', '化妆品', '乳制品', '保健食品', '农资', '文具', '建材'];
const PROBLEMS = ['绝对化用语', '未亮照经营', '虚假宣传', '价格欺诈', '格式条款', '虚构评价', '无证销售'];

/** Functions of the session: ULIDs as the platform makes them, from an instant and a number. */
const ULID = `
CREATE OR REPLACE FUNCTION pg_temp.base32(n bigint, digits int) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT string_agg(substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', ((n >> (5 * i)) & 31)::int + 1, 1), '' ORDER BY i DESC)
    FROM generate_series(0, digits - 1) AS i $$;
CREATE OR REPLACE FUNCTION pg_temp.ulid(at timestamptz, n bigint) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT pg_temp.base32((extract(epoch FROM at) * 1000)::bigint, 10) || '0000' || pg_temp.base32(n, 12) $$;`;

/**
 * Adds leads (and ten events each) until the bureau has `total`: spread over three years, its counties and townships,
 * every status and seven kinds of violation, with the grams that search needs.
 */
export async function fillLeads(owner: string, total: number): Promise<void> {
  const client = new Client(owner);
  await client.connect();
  try {
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
    const { rows: units } = await client.query<{ id: string; region: string }>(
      `SELECT id, region FROM org_units WHERE level IN ('county', 'township') ORDER BY region`,
    );
    await client.query(`CREATE TEMP TABLE units AS SELECT row_number() OVER () - 1 AS n, r.*
      FROM jsonb_to_recordset('${JSON.stringify(units)}') AS r (id text, region text)`);
    const { rows: present } = await client.query<{ n: number }>(`SELECT count(*)::int AS n FROM leads`);
    const first = present[0]?.n ?? 0;
    const step = 50_000;
    for (let from = first; from < total; from += step) {
      await client.query(INSERT_LEADS, [DEMO_BUREAU, from, Math.min(total, from + step) - 1, units.length]);
    }
    await client.query(INSERT_EVENTS, [first, EVENTS_A_LEAD]);
    await client.query(
      `INSERT INTO lead_numbers VALUES ($1, $2, $1, $3)
      ON CONFLICT (bureau, year) DO UPDATE SET last = excluded.last`,
      [DEMO_BUREAU, new Date().getFullYear(), total],
    );
    await client.query('VACUUM ANALYZE leads, lead_events');
  } finally {
    await client.end();
  }
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
SELECT $1, 'lead_' || $1 || '_' || pg_temp.ulid(l.at, l.n), u.region, '卫市监网源〔' || extract(year FROM l.at) || '〕' || l.n || '号',
    s.title, l.status, 'patrol', s.party, l.at::date, l.at::date, '违法事实：' || s.title || '，页面见附件。',
    ARRAY[s.problem], l.at, 'bench', '测试', u.id, s.search, CASE WHEN l.status IN ('closed', 'archived') THEN l.at::date + 20 END
  FROM (SELECT n, now() - interval '1 second' * (n * 94 % 94608000) AS at,
      (ARRAY['closed', 'archived', 'closed', 'archived', 'dismissed', 'closed', 'archived', 'archived', 'archived', 'closed',
        'sorting', 'accepted', 'dispatched', 'checking', 'reviewing', 'archived', 'archived', 'closed', 'archived', 'archived'])
        [1 + n * 7 % 20] AS status
    FROM generate_series($2::bigint, $3::bigint) AS n) AS l
  JOIN units u ON u.n = l.n % $4
  JOIN subjects s ON s.n = l.n % ${SUBJECTS}`;

/** $1 leads from this number on (by their order), $2 events each. */
const INSERT_EVENTS = `
INSERT INTO lead_events (bureau, id, region, lead_id, at, officer_name, org_name, action, opinion)
SELECT bureau, 'event_' || bureau || '_' || substr(id, 13, 24) || pg_temp.base32(e, 2), region, id,
    registered_at + interval '1 hour' * e, '测试', '网监科', 'comment', '第 ' || e || ' 次记录'
  FROM leads, generate_series(1, $2::int) AS e
 WHERE NOT EXISTS (SELECT FROM lead_events x WHERE x.bureau = leads.bureau AND x.lead_id = leads.id)
   AND $1::int >= 0`;
