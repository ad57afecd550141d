import { sql } from 'kysely';
import type { Subject, SubjectRow } from '../../platform/countable.ts';

/** Checks and inspections: what was found on the day does not decide whether they belong to a campaign. */
export const inspectionSubjects: Subject = sql<SubjectRow>`
  SELECT i.bureau, i.id, i.region, i.site_id, NULL::text[] AS violations,
      concat_ws(' ', i.subject, i.party, i.task_why) AS words FROM inspections i
  UNION ALL
  SELECT c.bureau, c.id, i.region, i.site_id, NULL::text[], concat_ws(' ', i.subject, i.party, i.task_why)
    FROM inspection_checks c JOIN inspections i ON i.bureau = c.bureau AND i.id = c.inspection_id`;
