import { sql } from 'kysely';
import type { Subject, SubjectRow } from '../../platform/countable.ts';

/** What cases and the matters of cases are about. */
export const caseSubjects: Subject = sql<SubjectRow>`
  SELECT c.bureau, c.id, c.region, c.site_id, c.violations, concat_ws(' ', c.title, c.summary, c.facts) AS words
    FROM cases c
  UNION ALL
  SELECT m.bureau, m.id, c.region, c.site_id, c.violations, concat_ws(' ', c.title, c.summary, m.title)
    FROM case_matters m JOIN cases c ON c.bureau = m.bureau AND c.id = m.case_id`;
