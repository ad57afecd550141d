import type { Transaction } from 'kysely';

declare const scoped: unique symbol;

/**
 * A transaction with the actor's scope set: the only thing that a store accepts, and only the runner of use cases
 * makes one. A store names its own tables: `tx.withTables<LeadTables>().selectFrom('leads')…`.
 */
export type ScopedTx = Transaction<Record<never, never>> & { readonly [scoped]: true };
