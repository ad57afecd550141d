import { AppError } from '@wangjian/core/errors.ts';
import { sql, type Transaction } from 'kysely';
import type { z } from 'zod';
import { type Actor, may, scopeOf } from './actor.ts';
import { writeAudit } from './audit/audit-store.ts';
import { allBureaus } from './bureaus.ts';
import { databaseError, isTransient } from './db/errors.ts';
import type { Events } from './event-type.ts';
import { newId } from './ids.ts';
import type { Kernel } from './kernel.ts';
import { type Scope, scopeOfBureaus, scopeStatements } from './scope.ts';
import type { ScopedTx } from './scoped-tx.ts';
import type { AnyUseCase, AuditNote, ReadCase, RequestInfo, UseCase, WriteContext } from './use-case.ts';
import { validInput } from './validate.ts';

const ATTEMPTS = 3;

/** Not from a request: jobs, start-up, tests. */
export const NO_REQUEST: RequestInfo = { requestId: null, address: null };

/**
 * Runs a use case: input checked, permission asked (a refusal is audited), scope set, one transaction with the audit
 * entries in it, retried on serialization failures. All errors come out as AppError, or are faults of ours.
 */
export async function runUseCase<Input extends z.ZodType, Result>(
  kernel: Kernel,
  definition: AnyUseCase<Input, Result>,
  actor: Actor,
  input: z.input<Input>,
  request: RequestInfo = NO_REQUEST,
): Promise<Result> {
  try {
    if (!may(actor, definition.permission)) {
      await auditRefusal(kernel, definition, actor, request);
      throw new AppError(actor.kind === 'anonymous' ? 'unauthenticated' : 'forbidden');
    }
    const checked = validInput(definition.input, input);
    return definition.kind === 'read'
      ? await read(kernel, definition, actor, checked, request)
      : await write(kernel, definition, actor, checked, request);
  } catch (error) {
    throw databaseError(error) ?? error;
  }
}

/** Records that somebody tried what he may not; in a transaction of its own. */
export async function auditRefusal(
  kernel: Kernel,
  what: { readonly action: string; readonly title: string },
  actor: Actor,
  request: RequestInfo,
  note: AuditNote = { on: null },
): Promise<void> {
  await kernel.app.transaction().execute(async (tx) => {
    const { action, title } = what;
    await writeAudit(tx, { actor, clock: kernel.clock, request, action, title, outcome: 'refused' }, [note]);
  });
}

async function read<Input extends z.ZodType, Result>(
  kernel: Kernel,
  definition: ReadCase<Input, Result>,
  actor: Actor,
  input: z.output<Input>,
  request: RequestInfo,
): Promise<Result> {
  const { result, audit } = await kernel.app
    .transaction()
    .setIsolationLevel('repeatable read') // A list and its count are of one moment.
    .setAccessMode('read only')
    .execute(async (transaction) => {
      const tx = await scoped(kernel, transaction, definition, actor);
      return await definition.run({ ...shared(kernel, actor, request), tx }, input);
    });
  if (audit !== 'plain') {
    // Before the result leaves: what cannot be recorded is not shown.
    const deed = { actor, clock: kernel.clock, request, outcome: 'done' as const };
    const { action, title } = definition;
    await kernel.app.transaction().execute((tx) => writeAudit(tx, { ...deed, action, title }, [audit]));
  }
  return result;
}

async function write<Input extends z.ZodType, Result>(
  kernel: Kernel,
  definition: UseCase<Input, Result>,
  actor: Actor,
  input: z.output<Input>,
  request: RequestInfo,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    const effects: (() => void)[] = [];
    try {
      const result = await kernel.app.transaction().execute(async (transaction) => {
        const tx = await scoped(kernel, transaction, definition, actor);
        const context = writeContext(kernel, tx, actor, request, effects);
        const key = definition.idempotencyKey?.(input);
        if (key === undefined) return await perform(definition, context, input);
        const earlier = await claimKey<Result>(context, definition.action, key);
        if (earlier) return earlier.result;
        const made = await perform(definition, context, input);
        await keepResult(context, definition.action, key, made);
        return made;
      });
      for (const effect of effects) effect();
      return result;
    } catch (error) {
      // Everything a use case does is in its transaction, so running it again is safe.
      if (attempt >= ATTEMPTS || !isTransient(error)) throw error;
      kernel.log.debug({ action: definition.action, attempt }, 'transaction retried');
    }
  }
}

async function perform<Input extends z.ZodType, Result>(
  definition: UseCase<Input, Result>,
  context: WriteContext,
  input: z.output<Input>,
): Promise<Result> {
  const { result, audit } = await definition.run(context, input);
  if (audit === 'machine work') {
    if (context.actor.kind !== 'system')
      throw new Error(`${definition.action} must be audited for an officer`);
    return result;
  }
  const { action, title } = definition;
  const notes: readonly AuditNote[] = Array.isArray(audit) ? audit : [audit as AuditNote];
  await writeAudit(context.tx, { ...context, action, title, outcome: 'done' }, notes);
  return result;
}

function writeContext(
  kernel: Kernel,
  tx: ScopedTx,
  actor: Actor,
  request: RequestInfo,
  effects: (() => void)[],
): WriteContext {
  const context: WriteContext = {
    ...shared(kernel, actor, request),
    tx,
    jobs: kernel.jobsOf(tx),
    events: eventsOf(kernel, () => context),
    newId: (kind, bureau) => newId(kind, bureau ?? actor.bureau, kernel.clock),
    afterCommit: (effect) => {
      effects.push(effect);
    },
  };
  return context;
}

function eventsOf(kernel: Kernel, context: () => WriteContext): Events {
  return {
    async emit(event, payload) {
      for (const handler of kernel.eventHandlers) {
        if (handler.event.name !== event.name) continue;
        const { audit } = await handler.run(context(), payload as never);
        if (audit === 'nothing done') continue;
        const notes: readonly AuditNote[] = Array.isArray(audit) ? audit : [audit as AuditNote];
        const { action, title } = handler;
        await writeAudit(context().tx, { ...context(), action, title, outcome: 'done' }, notes);
      }
    },
  };
}

function shared(kernel: Kernel, actor: Actor, request: RequestInfo) {
  const { clock, regions, files, log } = kernel;
  return { actor, clock, regions, files, request, log };
}

/** Sets the scope at the head of the transaction; one round trip. */
async function scoped(
  kernel: Kernel,
  transaction: Transaction<Record<never, never>>,
  definition: Pick<UseCase, 'permission' | 'scope'>,
  actor: Actor,
): Promise<ScopedTx> {
  const scope: Scope =
    definition.scope === 'everything'
      ? scopeOfBureaus(await allBureaus(transaction))
      : scopeOf(actor, definition.permission, kernel.regions);
  const statements = [scopeStatements(scope, actor.id), "SET LOCAL lock_timeout = '15s'"];
  await sql.raw(statements.join('; ')).execute(transaction);
  return transaction as unknown as ScopedTx;
}

/** Takes the key, or returns the answer that the first request with it got (waiting for one under way). */
async function claimKey<Result>(
  { tx, actor, clock }: WriteContext,
  action: string,
  key: string,
): Promise<{ result: Result } | undefined> {
  const { rows } = await sql`
    INSERT INTO idempotency_keys (bureau, region, actor_id, action, key, created_at)
    VALUES (${actor.bureau}, ${actor.region}, ${actor.id}, ${action}, ${key}, ${clock.now()})
    ON CONFLICT DO NOTHING RETURNING key`.execute(tx);
  if (rows.length > 0) return undefined;
  const kept = await sql<{ result: Result }>`
    SELECT result FROM idempotency_keys
     WHERE bureau = ${actor.bureau} AND actor_id = ${actor.id} AND action = ${action} AND key = ${key}`.execute(
    tx,
  );
  return kept.rows[0];
}

async function keepResult(
  { tx, actor }: WriteContext,
  action: string,
  key: string,
  result: unknown,
): Promise<void> {
  await sql`
    UPDATE idempotency_keys SET result = ${JSON.stringify(result ?? null)}::jsonb
     WHERE bureau = ${actor.bureau} AND actor_id = ${actor.id} AND action = ${action} AND key = ${key}`.execute(
    tx,
  );
}
