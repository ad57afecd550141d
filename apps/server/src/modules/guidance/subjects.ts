import { sql } from 'kysely';
import type { Subject, SubjectRow } from '../../platform/countable.ts';

/** What guidances are about; their documents are found through the record that they stand on. */
export const guidanceSubjects: Subject = sql<SubjectRow>`
  SELECT g.bureau, g.id, g.region, g.site_id,
      ARRAY(SELECT jsonb_array_elements_text(coalesce(g.form -> 'violations', '[]'))) AS violations,
      concat_ws(' ', g.title, g.party, g.form ->> 'facts') AS words FROM guidances g`;
