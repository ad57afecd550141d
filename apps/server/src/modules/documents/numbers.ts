import { AppError } from '@wangjian/core/errors.ts';
import { dayInChina } from '@wangjian/core/plain-date.ts';
import { sql } from 'kysely';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import type { WriteContext } from '../../platform/use-case.ts';
import { agencyOf } from './agency.ts';
import type { DocumentTables } from './tables.ts';

type Writing = Pick<WriteContext, 'tx' | 'actor' | 'clock' | 'regions'>;

/** A number just taken from a register. */
export interface TakenNumber {
  /** The whole of it, e.g. 卫市监责改〔2026〕12号. */
  readonly number: string;
  readonly word: string;
  readonly year: number;
  readonly seq: number;
}

/**
 * Takes the next number of a register, without gaps: the counter is locked until this transaction ends, and a
 * transaction that fails takes none. `pattern` is `{机关代字}市监立〔{年}〕{号}号` (`{号:5}` pads to five digits); what
 * stands before the year is the register. `what` says in the register what it was taken for.
 */
export async function takeNumber(
  { tx, actor, clock, regions }: Writing,
  request: {
    readonly bureau: string;
    readonly region: string;
    /** Region of the authority whose word it carries; that of the record unless given. */
    readonly issuer?: string | null;
    readonly pattern: string;
    readonly on: string | null;
    readonly what: string;
  },
): Promise<TakenNumber> {
  const { bureau, region, issuer, pattern, on, what } = request;
  const parts = /^(.*?)([〔[（(]?)\{年\}(.*?)\{号(?::(\d))?\}(.*)$/u.exec(pattern);
  if (!parts) throw new AppError('internal', `文号格式“${pattern}”缺少 {年} 或 {号}`);
  const word = parts[1]!.replace('{机关代字}', agencyOf(regions, issuer ?? region).word);
  const year = Number(dayInChina(clock.now()).slice(0, 4));
  const { last: seq } = await tables(tx)
    .insertInto('document_numbers')
    .values({ bureau, word, year, region: bureau, last: 1 })
    .onConflict((conflict) =>
      conflict.columns(['bureau', 'word', 'year']).doUpdateSet({ last: sql`document_numbers.last + 1` }),
    )
    .returning('last')
    .executeTakeFirstOrThrow();
  const number = `${word}${parts[2]}${year}${parts[3]}${String(seq).padStart(Number(parts[4] ?? 0), '0')}${parts[5]}`;
  await tables(tx)
    .insertInto('document_register')
    .values({
      bureau,
      word,
      year,
      seq,
      region,
      number,
      on_id: on,
      title: what,
      taken_at: clock.now(),
      taken_by: actor.id,
      taken_by_name: actor.name,
      void_reason: null,
    })
    .execute();
  return { number, word, year, seq };
}

/** Marks a number void with its reason; it stays in the register and is never given again. */
export async function voidNumber(
  tx: ScopedTx,
  bureau: string,
  number: string,
  reason: string,
): Promise<void> {
  await tables(tx)
    .updateTable('document_register')
    .set({ void_reason: reason })
    .where('bureau', '=', bureau)
    .where('number', '=', number)
    .execute();
}

const tables = (tx: ScopedTx) => tx.withTables<DocumentTables>();
