import { sql } from 'kysely';
import type { Subject, SubjectRow } from '../../platform/countable.ts';

/** What leads are about. */
export const leadSubjects: Subject = sql<SubjectRow>`
  SELECT l.bureau, l.id, l.region, l.site_id, l.violations,
      concat_ws(' ', l.title, l.content, l.party, l.url) AS words FROM leads l`;
