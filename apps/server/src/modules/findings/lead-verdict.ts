import type { ScopedTx } from '../../platform/scoped-tx.ts';
import type { FindingsTables } from './tables.ts';

const tables = (tx: ScopedTx) => tx.withTables<FindingsTables>();

/** What a lead came to: `upheld`, or the reason for which it was dismissed, returned or found wrong. */
export type LeadVerdict =
  | 'upheld'
  | 'wrong-jurisdiction'
  | 'duplicate'
  | 'not-a-violation'
  | 'not-enough'
  | 'other';

/**
 * Tells the rules that made a lead what came of it; null takes it back. The precision of a rule counts it, also where
 * the rule opened the lead by itself.
 */
export async function judgeLeadFindings(
  tx: ScopedTx,
  lead: { readonly bureau: string; readonly id: string },
  verdict: LeadVerdict | null,
): Promise<void> {
  await tables(tx)
    .updateTable('findings')
    .set({ lead_verdict: verdict })
    .where('bureau', '=', lead.bureau)
    .where('lead_id', '=', lead.id)
    .execute();
}

/** Findings of leads that are handled in another region are seen there too. */
export async function moveLeadFindings(
  tx: ScopedTx,
  leads: readonly { readonly bureau: string; readonly id: string }[],
  region: string,
): Promise<void> {
  await tables(tx)
    .updateTable('findings')
    .set({ lead_region: region })
    .where('bureau', 'in', [...new Set(leads.map(({ bureau }) => bureau))])
    .where(
      'lead_id',
      'in',
      leads.map(({ id }) => id),
    )
    .execute();
}
