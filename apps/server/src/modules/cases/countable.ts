import { sql } from 'kysely';
import type { Countable, CountableRow, Placed, PlacedRow } from '../../platform/countable.ts';

const title = sql`coalesce(c.number || ' ', '') || c.title`;

/** Cases that ended in a penalty (查处网络违法案件), by the day of the decision; `fen` is 罚没款: fine and forfeiture. */
export const decidedCases: Countable = sql<CountableRow>`
  SELECT c.bureau, c.id, c.org_id, c.decided_on AS day, c.procedure AS kind, c.category, 1 AS pieces,
      c.fine_fen + c.forfeit_fen AS fen, ${title} AS title, '/cases/' || c.id AS path
    FROM cases c WHERE c.decided_on IS NOT NULL AND c.outcome = 'penalty'`;

/** Cases handed to the police (移送公安机关案件), by the day of the hand-over. */
export const casesToPolice: Countable = sql<CountableRow>`
  SELECT c.bureau, c.id, c.org_id, c.transferred_to_police_on AS day, 'police' AS kind, c.category, 1 AS pieces,
      0::int8 AS fen, ${title} AS title, '/cases/' || c.id AS path
    FROM cases c WHERE c.transferred_to_police_on IS NOT NULL`;

/** Requests to close a website (提请关闭网站) that went out, by the day they did. */
export const closureRequests: Countable = sql<CountableRow>`
  SELECT m.bureau, m.id, c.org_id, m.opened_on AS day, 'closure' AS kind, c.category, 1 AS pieces, 0::int8 AS fen,
      m.title, '/cases/' || c.id AS path
    FROM case_matters m JOIN cases c ON c.bureau = m.bureau AND c.id = m.case_id
    WHERE m.kind = 'close-website' AND m.opened_on IS NOT NULL`;

const columns = sql`c.bureau, c.region, c.id, c.org_id, c.category, c.violations, 1 AS pieces,
  c.fine_fen + c.forfeit_fen AS fen, ${title} AS title, '/cases/' || c.id AS path`;

/** Cases by the day of filing (立案); the simple procedure has no filing, there it is the day of the decision. */
export const casesFiled: Placed = ({ from, to }) => sql<PlacedRow>`
  SELECT ${columns}, c.filed_on AS day, c.procedure AS kind
    FROM cases c WHERE c.filed_on BETWEEN ${from}::date AND ${to}::date
  UNION ALL SELECT ${columns}, c.decided_on AS day, c.procedure AS kind
    FROM cases c WHERE c.decided_on BETWEEN ${from}::date AND ${to}::date AND c.filed_on IS NULL
      AND c.procedure = 'simple'`;

/** Cases by the day of closing (结案). */
export const casesClosed: Placed = ({ from, to }) => sql<PlacedRow>`
  SELECT ${columns}, c.closed_on AS day, c.procedure AS kind
    FROM cases c WHERE c.closed_on BETWEEN ${from}::date AND ${to}::date`;
