import type { Clock } from '@wangjian/core/clock.ts';
import type { RegionTree } from '@wangjian/core/regions.ts';
import type { Logger } from 'pino';
import type { z } from 'zod';
import type { Access, Actor } from './actor.ts';
import type { Events } from './event-type.ts';
import type { FileStore } from './files/file-store.ts';
import type { JobQueue } from './jobs/job-queue.ts';
import type { ScopedTx } from './scoped-tx.ts';

/** Where a request came from, for audit and logs. */
export interface RequestInfo {
  readonly requestId: string | null;
  readonly address: string | null;
}

/** The one whom an audit entry names. */
export interface AuditSubject {
  readonly id: string | null;
  readonly name: string;
  readonly orgName: string;
  readonly region: string;
}

/** One line of the audit log, less what the runner knows itself (who, when, which action, from where). */
export interface AuditNote {
  /** The record that it was done to; its bureau gets the entry. Null where there is no record (a list, an export). */
  readonly on: string | null;
  readonly why?: string | null | undefined;
  readonly before?: unknown;
  readonly after?: unknown;
  /** `refused` for a try that was turned down but must still be kept (a wrong password). */
  readonly outcome?: 'refused' | undefined;
  /** Who did it, where the actor is not yet known (signing in). */
  readonly by?: AuditSubject | undefined;
  /** Where `on` is not one of our ids but the entry belongs to a bureau other than the actor's. */
  readonly bureau?: string | undefined;
}

/** What every use case is handed. `tx` sees the actor's regions for the use case's permission, and nothing else. */
export interface ReadContext {
  readonly tx: ScopedTx;
  readonly actor: Actor;
  readonly clock: Clock;
  readonly regions: RegionTree;
  readonly files: FileStore;
  readonly request: RequestInfo;
  readonly log: Logger;
}

export interface WriteContext extends ReadContext {
  /** Runs the handlers of modules to the right, in this transaction. */
  readonly events: Events;
  /** Adds jobs in this transaction: they start when it commits, and never when it does not. */
  readonly jobs: JobQueue;
  /** `newId('lead')` in the actor's bureau, or in the bureau given. */
  newId(kind: string, bureau?: string): string;
  /** Runs after the commit, for what may be lost (telling open pages); everything else is a job. */
  afterCommit(effect: () => void): void;
}

interface Definition<Input extends z.ZodType> {
  /** The typed verb of the audit log, e.g. `lead.close`. */
  readonly action: string;
  /** The verb in Chinese, e.g. `关闭线索`. */
  readonly title: string;
  readonly permission: Access;
  readonly input: Input;
  /**
   * `everything` sees all bureaus: only for what happens before an officer's regions are known (sign-in) and for
   * jobs. Listed by name in a test.
   */
  readonly scope?: 'actor' | 'everything';
}

/**
 * What a writing use case says for the audit log. `'machine work'` is for the system's own book-keeping in bulk (pages
 * of a patrol, counters); the runner refuses it to anybody else.
 */
export type AuditStatement = AuditNote | readonly [AuditNote, ...AuditNote[]] | 'machine work';

/** A use case that writes; `run` cannot return without an audit statement. */
export interface UseCase<Input extends z.ZodType = z.ZodType, Result = unknown> extends Definition<Input> {
  readonly kind: 'write';
  /** The key that makes a repeated request harmless; the first answer is kept and given again. */
  readonly idempotencyKey?: (input: z.output<Input>) => string | undefined;
  run(
    context: WriteContext,
    input: z.output<Input>,
  ): Promise<{ readonly result: Result; readonly audit: AuditStatement }>;
}

/**
 * A use case that reads. It must say whether the reading is audited: `'plain'` where nothing personal is shown and
 * nothing leaves the platform, a note otherwise (unmasking, exports, evidence files).
 */
export interface ReadCase<Input extends z.ZodType = z.ZodType, Result = unknown> extends Definition<Input> {
  readonly kind: 'read';
  run(
    context: ReadContext,
    input: z.output<Input>,
  ): Promise<{ readonly result: Result; readonly audit: 'plain' | AuditNote }>;
}

export type AnyUseCase<Input extends z.ZodType, Result> = UseCase<Input, Result> | ReadCase<Input, Result>;

/**
 * Declares a use case that writes: permission, scope, one transaction and an audit entry come with it.
 *
 * @example
 * export const closeLead = useCase({
 *   action: 'lead.close', title: '关闭线索', permission: 'lead.sort', input: CloseLead,
 *   async run({ tx, clock }, input) {
 *     const lead = await leads.get(tx, input.id);
 *     const next = lifecycle.move(lead, 'close', clock);
 *     await leads.save(tx, next, input.version);
 *     return { result: next, audit: { on: lead.id, why: input.reason, before: lead, after: next } };
 *   },
 * });
 */
export function useCase<Input extends z.ZodType, Result>(
  definition: Omit<UseCase<Input, Result>, 'kind'>,
): UseCase<Input, Result> {
  return { ...definition, kind: 'write' };
}

/** Declares a use case that only reads: its transaction is READ ONLY, so PostgreSQL itself refuses a write. */
export function readCase<Input extends z.ZodType, Result>(
  definition: Omit<ReadCase<Input, Result>, 'kind'>,
): ReadCase<Input, Result> {
  return { ...definition, kind: 'read' };
}
