import type { Clock } from '@wangjian/core/clock.ts';
import { monthOfId, parseId } from '@wangjian/core/ids.ts';
import type { Transaction } from 'kysely';
import type { Actor } from '../actor.ts';
import { newId } from '../ids.ts';
import type { AuditNote, RequestInfo } from '../use-case.ts';
import { maskPersonal } from './mask-personal.ts';

/** The audit tables, for the stores that read them. */
export type AuditTables = {
  audit_entries: {
    bureau: string;
    month: number;
    id: string;
    region: string;
    at: Date;
    actor_kind: 'officer' | 'system' | 'anonymous';
    actor_id: string | null;
    actor_name: string;
    org_name: string;
    action: string;
    action_name: string;
    on_id: string | null;
    why: string | null;
    outcome: 'done' | 'refused';
    address: string | null;
    request_id: string | null;
    before: string | null;
    after: string | null;
  };
  audit_links: {
    bureau: string;
    seq: number;
    region: string;
    month: number;
    entry_id: string;
    entry_hash: string;
    hash: string;
    linked_at: Date;
  };
};

/** What the runner knows of a deed. */
export interface Deed {
  readonly actor: Actor;
  readonly clock: Clock;
  readonly request: RequestInfo;
  readonly action: string;
  readonly title: string;
  readonly outcome: 'done' | 'refused';
}

/** Adds the entries of one deed to the audit log; the record's bureau gets them, else the actor's. */
export async function writeAudit(
  tx: Transaction<Record<never, never>>,
  deed: Deed,
  notes: readonly AuditNote[],
): Promise<void> {
  if (notes.length === 0) return;
  const { actor, clock, request } = deed;
  const rows = notes.map((note) => {
    const bureau = note.bureau ?? (note.on === null ? undefined : parseId(note.on)?.bureau) ?? actor.bureau;
    const id = newId('audit', bureau, clock);
    const by = note.by ?? { ...actor, id: actor.kind === 'anonymous' ? null : actor.id };
    return {
      bureau,
      month: monthOfId(id),
      id,
      region: by.region === actor.region && bureau !== actor.bureau ? bureau : by.region,
      at: clock.now(),
      actor_kind: note.by?.id ? ('officer' as const) : actor.kind,
      actor_id: by.id,
      actor_name: by.name,
      org_name: by.orgName,
      action: deed.action,
      action_name: deed.title,
      on_id: note.on,
      why: note.why ?? null,
      outcome: note.outcome ?? deed.outcome,
      address: request.address,
      request_id: request.requestId,
      before: asJson(note.before),
      after: asJson(note.after),
    };
  });
  await tx.withTables<AuditTables>().insertInto('audit_entries').values(rows).execute();
}

/** JSON for jsonb, which cannot hold the null character; personal data masked. */
function asJson(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return JSON.stringify(maskPersonal(value)).replaceAll('\\u0000', '\\ufffd');
}
