/** A ULID as the platform makes them, of an instant and a number (decimal digits are Crockford's, too). */
const digit = (shift: number) =>
  `substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', ((ms >> ${shift}) & 31)::int + 1, 1)`;
export const ULID = `
CREATE OR REPLACE FUNCTION pg_temp.ulid(ms bigint, n bigint) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT ${[45, 40, 35, 30, 25, 20, 15, 10, 5, 0].map(digit).join(' || ')} || lpad(n::text, 16, '0') $$;
CREATE OR REPLACE FUNCTION pg_temp.ms(at timestamptz) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
  SELECT (extract(epoch FROM at) * 1000)::bigint $$;`;

/** The leads of serial numbers $2 … $3 of bureau $1, in the order of their ids, with all that the other tables need. */
export const BATCH = `
CREATE TEMP TABLE batch AS
SELECT $1::text AS bureau, l.n, l.at, l.at::date AS day, l.status, l.status NOT IN ('closed', 'archived', 'dismissed') AS open,
    $1::text || '_' || pg_temp.ulid(pg_temp.ms(l.at), l.n) AS key, u.region, u.id AS org_id, u.name AS org_name,
    '卫市监网源〔' || extract(year FROM l.at) || '〕' || l.n || '号' AS number, s.title, s.party, s.problem, s.search,
    f.id AS officer_id, f.name AS officer_name,
    $1::text || '_' || pg_temp.ulid(1700000000000 + l.n / 10, l.n / 10) AS site_key
  FROM (SELECT n, now() - interval '1 second' * (n * 94 % 94608000) AS at,
      (ARRAY['closed', 'archived', 'closed', 'archived', 'dismissed', 'closed', 'archived', 'archived', 'archived', 'closed',
        'sorting', 'accepted', 'dispatched', 'checking', 'reviewing', 'archived', 'archived', 'closed', 'archived', 'archived'])
        [1 + n * 7 % 20] AS status
    FROM generate_series($2::bigint, $3::bigint) AS n) AS l
  JOIN units u ON u.n = l.n % (SELECT count(*) FROM units)
  JOIN staff f ON f.n = l.n % (SELECT count(*) FROM staff)
  JOIN subjects s ON s.n = l.n / 20 % (SELECT count(*) FROM subjects)
  ORDER BY l.n DESC`;

/** One site for ten leads, one operator for two sites. */
export const SITES_OF = `
WITH made AS (INSERT INTO operators (bureau, id, region, name, created_at)
  SELECT bureau, 'operator_' || site_key, region, party, at FROM batch WHERE n % 20 = 0 RETURNING id)
INSERT INTO sites (bureau, id, region, name, url, host, site_key, kind, confirm_status, operator_id, found_by, found_at, last_patrol_at, pages)
SELECT bureau, 'site_' || site_key, region, party || '网店', 'http://shop' || n || '.example.cn/', 'shop' || n || '.example.cn',
    'shop' || n || '.example.cn', (ARRAY['shop', 'independent', 'unknown', 'platform'])[1 + n / 10 % 4],
    CASE WHEN n % 50 = 0 THEN 'pending' ELSE 'confirmed' END, CASE WHEN n % 20 = 0 THEN 'operator_' || site_key END,
    'patrol', at, at, 30
  FROM batch WHERE n % 10 = 0`;

export const FILLS: readonly string[] = [
  `INSERT INTO leads (bureau, id, region, number, title, status, source, site_id, party, found_on, received_on, content,
      violations, registered_at, registered_by, registered_by_name, holder_org_id, dispatcher_org_id, review_org_id,
      feedback_due_on, search, closed_on)
   SELECT bureau, 'lead_' || key, region, number, title, status, 'patrol', CASE WHEN n % 2 = 0 THEN 'site_' || site_key END,
      party, day, day, '违法事实：' || title || '，页面见附件。', ARRAY[problem], at, officer_id, officer_name, org_id,
      CASE WHEN open THEN org_id END, CASE WHEN status = 'reviewing' THEN org_id END, day + 20, search,
      CASE WHEN NOT open THEN day + 20 END
     FROM batch`,
  `INSERT INTO lead_events (bureau, id, region, lead_id, at, officer_name, org_name, action, opinion)
   SELECT bureau, 'event_' || substr(key, 1, 17) || substr(key, 20) || lpad(e::text, 2, '0'), region, 'lead_' || key, at + interval '1 hour' * e,
      officer_name, '网监科', 'comment', '第 ' || e || ' 次记录' FROM batch, generate_series(1, $events) AS e`,
  // 线索核查 of every lead; of those that run one in ten is over and as many are near their end.
  `INSERT INTO deadlines (bureau, id, region, on_id, on_kind, rule, slot, title, subject, path, org_id, officer_id, started_on,
      law, unit, strict, legal, due, provisional, readings, due_at, yellow_at, red_at, next_at, near_due, expired_due,
      ended_at, outcome, created_at, search)
   SELECT bureau, 'deadline_' || key, region, 'lead_' || key, 'lead', 'clue-check', 'clue-check', '立案：线索核查并决定是否立案',
      title, '/leads/lead_' || key, org_id, CASE WHEN n % 3 = 0 THEN officer_id END, day, CASE WHEN open THEN law.rule END,
      'workday', due::text, due::text, due::text, false, '[]', due, due - interval '5 days', due,
      CASE WHEN open AND due > now() THEN due END, CASE WHEN open AND due < now() + interval '5 days' THEN due::text END,
      CASE WHEN open AND due < now() THEN due::text END, CASE WHEN NOT open THEN at + interval '12 days' END,
      CASE WHEN NOT open THEN 'met' END, at, search
     FROM (SELECT *, CASE WHEN open THEN current_date + (n % 90 - 9)::int ELSE day + 15 END AS due FROM batch) AS b, law`,
  `INSERT INTO findings (bureau, id, region, site_id, rule, rule_version, violation, category, level, status, term, quote,
      text_key, why, articles, context_text, context_start, context_end, url, page_title, lead_id, found_at, last_seen_at)
   SELECT bureau, 'finding_' || key, region, 'site_' || site_key, 'absolute-terms', '1.0.0', 'absolute-terms-ad', 'C07', 'suspect',
      CASE WHEN n % 4 = 0 THEN 'confirmed' ELSE 'pending' END, '国家级', party || '的产品达到国家级水准，全网销量第一',
      md5(n::text), '用语属于绝对化用语', '[]', party || '的产品达到国家级水准，全网销量第一，欢迎选购。', 8, 11,
      'http://shop' || n / 10 * 10 || '.example.cn/p' || n, party || '商品页', CASE WHEN n % 4 = 0 THEN 'lead_' || key END, at, at
     FROM batch WHERE n % 4 = 0 OR n % 20 = 1`,
  // Every fifth lead is checked online, the checks counting for Annex 2.
  `INSERT INTO inspections (bureau, id, region, number, subject, status, source, lead_id, site_id, party, online_task, on_site_task,
      online_on, org_id, org_name, officer_id, officer_name, outcome, ordered_on, created_at, created_by, created_by_name)
   SELECT bureau, 'inspection_' || key, region, '检' || number, title, CASE WHEN n % 50 = 0 THEN 'checking' ELSE 'finished' END,
      'lead', 'lead_' || key, 'site_' || site_key, party, 'done', CASE WHEN n % 50 = 0 THEN 'open' ELSE 'none' END, day + 3, org_id,
      org_name, officer_id, officer_name, CASE WHEN n % 50 = 0 THEN NULL WHEN n % 15 = 0 THEN 'ordered-to-correct' ELSE 'no-problem' END,
      CASE WHEN n % 50 > 0 AND n % 15 = 0 THEN day + 3 END, at, officer_id, officer_name FROM batch WHERE n % 5 = 0`,
  `INSERT INTO inspection_checks (bureau, id, region, inspection_id, kind, checked_on, org_id, org_name, officer_id, officer_name, problems)
   SELECT bureau, 'check_' || key, region, 'inspection_' || key, 'online', day + 3, org_id, org_name, officer_id, officer_name, 0
     FROM batch WHERE n % 5 = 0`,
  `INSERT INTO rectifications (bureau, id, region, inspection_id, lead_id, kind, status, key, words, due_on, ordered_on, inspected)
   SELECT bureau, 'rectification_' || key, region, 'inspection_' || key, 'lead_' || key, 'page',
      CASE WHEN open THEN 'open' ELSE 'corrected' END, 'other.online', title, day + 15, day, concat_ws(' ', title, '检' || number, party)
     FROM batch WHERE n % 30 = 0`,
  `INSERT INTO documents (bureau, id, region, on_id, form, template_sha256, title, status, values, number, org_id, drafted_by,
      drafted_by_name, drafted_at, signed_on, served_on)
   SELECT bureau, 'document_' || key, region, 'lead_' || key, CASE WHEN n % 2 = 0 THEN 'correction-order' ELSE 'takedown-notice' END,
      '', title, CASE WHEN n % 100 = 5 THEN 'draft' WHEN n % 100 = 10 THEN 'review' ELSE 'served' END,
      CASE WHEN n % 2 = 0 THEN '{}'::jsonb ELSE jsonb_build_object('items', jsonb_build_array('http://shop' || n || '.example.cn/')) END,
      CASE WHEN n % 100 NOT IN (5, 10) THEN '责改' || number END, org_id, officer_id, officer_name, at,
      CASE WHEN n % 100 NOT IN (5, 10) THEN day + 1 END, CASE WHEN n % 100 NOT IN (5, 10) THEN day + 2 END
     FROM batch WHERE n % 5 = 0`,
  `INSERT INTO document_register (bureau, word, year, seq, region, number, on_id, title, taken_at, taken_by, taken_by_name)
   SELECT bureau, '卫市监责改', extract(year FROM at), n, region, '责改' || number, 'document_' || key, title, at, officer_id, officer_name
     FROM batch WHERE n % 5 = 0 AND n % 100 NOT IN (5, 10)`,
  `INSERT INTO guidances (bureau, id, region, kind, title, status, party, site_id, lead_id, form, due_on, org_id, officer_id,
      officer_name, opened_at, result, closed_on)
   SELECT bureau, 'guidance_' || key, region, 'advice', title, CASE WHEN open THEN 'waiting' ELSE 'closed' END, party,
      'site_' || site_key, 'lead_' || key,
      jsonb_build_object('kind', 'advice', 'region', region, 'title', title, 'party', party, 'facts', title, 'articles', '[]'::jsonb,
        'violations', '[]'::jsonb, 'items', '[]'::jsonb), day + 15, org_id, officer_id, officer_name, at,
      CASE WHEN NOT open THEN 'corrected' END, CASE WHEN NOT open THEN day + 14 END FROM batch WHERE n % 20 = 3`,
  // Every twentieth lead became a case, four of five with a fine.
  `INSERT INTO cases (bureau, id, region, number, title, state, procedure, case_type, violations, category, source, summary, acted_on,
      found_on, lead_id, site_id, org_id, org_name, outcome, fine_fen, decided_on, filed_on, registered_at, registered_by, registered_by_name)
   SELECT bureau, 'case_' || key, region, '案' || number, title, CASE WHEN n % 100 = 0 THEN 'investigating' ELSE 'closed' END,
      'ordinary', 'other-violation', ARRAY[problem], 'C' || lpad((1 + n % 12)::text, 2, '0'), 'lead', title, day, day, 'lead_' || key,
      'site_' || site_key, org_id, org_name, CASE WHEN n % 100 > 0 THEN 'penalty' END, CASE WHEN n % 100 > 0 THEN 1000000 ELSE 0 END,
      CASE WHEN n % 100 > 0 THEN day + 60 END, day + 10, at, officer_id, officer_name FROM batch WHERE n % 20 = 0`,
  `INSERT INTO case_parties (bureau, id, region, case_id, place, kind, name)
   SELECT bureau, 'party_' || key, region, 'case_' || key, 1, 'company', party FROM batch WHERE n % 20 = 0`,
  `INSERT INTO case_handlers (bureau, case_id, officer_id, region, name, certificate, lead, since)
   SELECT bureau, 'case_' || key, officer_id, region, officer_name, '', true, day FROM batch WHERE n % 20 = 0`,
  `INSERT INTO deadlines (bureau, id, region, on_id, on_kind, rule, slot, title, subject, path, org_id, officer_id, started_on,
      unit, strict, legal, due, provisional, readings, due_at, yellow_at, red_at, next_at, created_at, search)
   SELECT bureau, 'deadline_' || substr(key, 1, 17) || '7' || substr(key, 19), region, 'case_' || key, 'case', NULL, 'set:办理时限', '办理时限',
      title, '/cases/case_' || key, org_id, officer_id, day, 'natural', due::text, due::text, due::text, false, '[]', due,
      due - interval '5 days', due, CASE WHEN due > now() THEN due END, at, search
     FROM (SELECT *, current_date + (n / 100 % 90)::int AS due FROM batch WHERE n % 100 = 0) AS b`,
  `INSERT INTO inbox_messages (bureau, id, region, officer_id, kind, title, text, path, sender, key, sent_at, read_at)
   SELECT bureau, 'message_' || key, region, officer_id, 'task', '待签收线索：' || title, number, '/leads/lead_' || key, '系统', key, at,
      CASE WHEN n % 100 > 0 THEN at END FROM batch WHERE n % 20 = 7`,
];

/** $1 bureau, $2 year, $3 the last number that is taken: registers go on behind it. */
export const NUMBERS = `
WITH leads AS (INSERT INTO lead_numbers VALUES ($1, $2, $1, $3) ON CONFLICT (bureau, year) DO UPDATE SET last = excluded.last)
INSERT INTO document_numbers VALUES ($1, '卫市监责改', $2, $1, $3) ON CONFLICT (bureau, word, year) DO UPDATE SET last = excluded.last`;

/** The online column of Annex 1, filled in of every inspection that has none yet; $1 are the rows of the form. */
export const CELLS = `
INSERT INTO inspection_cells (bureau, inspection_id, key, region, result, words, filled_at, officer_name)
SELECT i.bureau, i.id, row || '.online', i.region, CASE abs(hashtext(i.id || row)) % 40 WHEN 0 THEN 'problem' ELSE 'none' END, '',
    i.created_at, i.officer_name
  FROM inspections i, unnest($1::text[]) AS row
  WHERE NOT EXISTS (SELECT FROM inspection_cells c WHERE c.bureau = i.bureau AND c.inspection_id = i.id)`;

/** What the checks found in those boxes, as the platform keeps it beside them. */
export const TALLY = `
WITH tallies AS (
  SELECT bureau, inspection_id, bit_or(bit) AS checked, bit_or(bit) FILTER (WHERE result = 'problem') AS problem
    FROM (SELECT bureau, inspection_id, result, 1 << (array_position($1::text[], split_part(key, '.', 1)) - 1) AS bit
        FROM inspection_cells WHERE key LIKE '%.online' AND result IN ('none', 'problem')) AS boxes
    GROUP BY bureau, inspection_id)
UPDATE inspection_checks c SET rows_checked = t.checked, rows_problem = coalesce(t.problem, 0)
  FROM tallies t WHERE t.bureau = c.bureau AND t.inspection_id = c.inspection_id AND c.kind = 'online' AND c.rows_checked = 0`;
