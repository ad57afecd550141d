import { sql } from 'kysely';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import type { WriteContext } from '../../platform/use-case.ts';
import type { LeadsTables } from './tables.ts';

/**
 * The next number of a bureau's register in a year, without gaps: taken in the transaction that uses it. What is entered
 * with a clock (`at`) before the numbers were set aside takes one of those.
 */
export async function nextNumber(tx: ScopedTx, bureau: string, year: number, at: Date): Promise<number> {
  const numbers = tx.withTables<LeadsTables>();
  const aside = await numbers
    .updateTable('lead_numbers')
    .set({ aside_next: sql`aside_next + 1` })
    .where('bureau', '=', bureau)
    .where('year', '=', year)
    .where('aside_at', '>', at)
    .whereRef('aside_next', '<=', 'aside_end')
    .returning('aside_next')
    .executeTakeFirst();
  if (aside) return aside.aside_next! - 1;
  const { last } = await numbers
    .insertInto('lead_numbers')
    .values({ bureau, year, region: bureau, last: 1 })
    .onConflict((conflict) =>
      conflict.columns(['bureau', 'year']).doUpdateSet({ last: sql`lead_numbers.last + 1` }),
    )
    .returning('last')
    .executeTakeFirstOrThrow();
  return last;
}

/**
 * Sets the first numbers of a register aside for leads of the past that are still to be entered (补录), so that they stand
 * before today's. Does nothing to a register that has numbers.
 */
export async function setNumbersAside(
  { tx, clock }: WriteContext,
  bureau: string,
  { year, count }: { readonly year: number; readonly count: number },
): Promise<void> {
  const aside = { aside_next: 1, aside_end: count, aside_at: clock.now() };
  await tx
    .withTables<LeadsTables>()
    .insertInto('lead_numbers')
    .values({ bureau, year, region: bureau, last: count, ...aside })
    .onConflict((conflict) => conflict.columns(['bureau', 'year']).doNothing())
    .execute();
}
