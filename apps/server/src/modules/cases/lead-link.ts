import type { ReadContext, WriteContext } from '../../platform/use-case.ts';
import type { CaseRow } from './store.ts';

/** The 案源登记号 of the lead that a case came from. */
export async function leadNumberOf(
  _context: Pick<ReadContext, 'tx'>,
  leadId: string | null,
): Promise<string | null> {
  return leadId;
}

/** A case was opened from the lead: it is held while the case runs. */
export async function holdLead(_context: WriteContext, _leadId: string, _caseId: string): Promise<void> {
  await Promise.resolve();
}

/** The case was withdrawn before filing: the lead goes on by itself. */
export async function releaseLead(_context: WriteContext, _row: CaseRow, _why: string): Promise<void> {
  await Promise.resolve();
}

/** The case has ended: so does the lead. */
export async function closeLead(_context: WriteContext, _row: CaseRow, _why: string): Promise<void> {
  await Promise.resolve();
}
