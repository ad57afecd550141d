import { type RawBuilder, sql } from 'kysely';

/** What the scope of a campaign asks of a site, as a sub-select found by (bureau, id). */
export const siteFacts: RawBuilder<{
  bureau: string;
  id: string;
  kind: string;
  region: string;
  forms: string[];
  name: string;
}> =
  sql`SELECT s.bureau, s.id, s.region, s.kind, s.forms, s.name FROM sites s WHERE s.confirm_status <> 'excluded'`;
