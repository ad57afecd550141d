import type { Endpoint } from '@wangjian/core/endpoint.ts';
import { AppError } from '@wangjian/core/errors.ts';
import { parseId } from '@wangjian/core/ids.ts';
import { dayInChina } from '@wangjian/core/plain-date.ts';
import type { z } from 'zod';
import { type Route, route } from '../../platform/http/route.ts';
import { useCase, type WriteContext } from '../../platform/use-case.ts';
import { draftDocument } from '../documents/service.ts';
import { type CaseFacts, factsOf } from './case-facts.ts';
import { missingFor } from './conditions.ts';
import type { CaseDetail } from './contract.ts';
import { type DraftedValues, valuesFor } from './document-values.ts';
import { CASE_ACTION_NAMES, type CaseAction, moveOf, permissionOf } from './lifecycle.ts';
import { caseDetail } from './present-case.ts';
import { type CaseChange, type CaseRow, insertCaseEvent, lockCaseRow, saveCase } from './store.ts';

/** What came of a step: columns that change, and the opinion for the course of the case. */
export interface StepOutcome {
  readonly change?: CaseChange;
  readonly opinion?: string | null | undefined;
  /** For the audit log, beside the state. */
  readonly after?: unknown;
}

type Step<Input> = {
  readonly action: CaseAction;
  /** What else the input must be, checked before anything is written. */
  readonly check?: (facts: CaseFacts, input: Input, context: WriteContext) => string[] | Promise<string[]>;
  /** At once: what the step itself does. */
  readonly run?: (context: WriteContext, facts: CaseFacts, input: Input) => Promise<StepOutcome>;
  /** For steps by document: values that the case cannot give by itself. */
  readonly values?: (facts: CaseFacts, input: Input) => DraftedValues;
};

type StepBody = z.ZodObject<{ version: z.ZodInt; key: z.ZodOptional<z.ZodString> }>;
type StepParams = z.ZodObject<{ id: z.ZodString }>;

/**
 * One step of a case: locked, at the version that was read, allowed by the lifecycle table, ready by its conditions.
 * A step by document drafts it and waits for its signature or service (from-documents.ts goes on from there).
 */
export function caseStep<Body extends StepBody>(
  endpoint: Endpoint<StepParams, z.ZodUndefined, Body, typeof CaseDetail>,
  step: Step<z.output<Body>>,
): Route {
  const { action } = step;
  const definition = useCase({
    action: `case.${action}`,
    title: CASE_ACTION_NAMES[action],
    permission: permissionOf(action),
    input: endpoint.body!.extend(endpoint.params!.shape),
    idempotencyKey: (input) => (input as { key?: string }).key,
    async run(context, given) {
      const input = given as unknown as z.output<Body> & { id: string; version: number };
      const row = await lockCaseRow(context.tx, input.id);
      if (row.version !== input.version) throw new AppError('stale');
      const move = moveOf({ state: row.state, pending: row.pending_action }, action);
      const facts = await factsOf(context, row);
      refuseMissing(action, [
        ...missingFor(action, facts),
        ...((await step.check?.(facts, input, context)) ?? []),
      ]);
      const done = (await step.run?.(context, facts, input)) ?? {};
      const opinion = done.opinion === undefined ? opinionOf(input) : done.opinion;
      let change: CaseChange = { ...done.change };
      if (move.form) {
        const now = { ...facts, row: { ...row, ...change } as CaseRow };
        const documentId = await openDocument(context, now, move.form, step.values?.(now, input) ?? {});
        const { id: _, version: __, key: ___, ...kept } = input as Record<string, unknown>;
        change = {
          ...change,
          pending_action: action,
          pending_document: documentId,
          pending_input: kept,
        };
      } else if (change.state === undefined) change = { ...change, state: move.to };
      await saveCase(context.tx, row, change);
      await writeCaseEvent(context, row, action, opinion);
      return {
        result: await caseDetail(context, row.id),
        audit: {
          on: row.id,
          why: opinion ?? undefined,
          before: { state: row.state },
          after: { action, state: change.state ?? row.state, ...(done.after ? { what: done.after } : {}) },
        },
      };
    },
  });
  return route(endpoint, ({ params, body, run }) =>
    run(definition, { ...(body as object), ...(params as object) } as never),
  );
}

/** Drafts the document of a step or a matter with what the case knows for its fields. */
export async function openDocument(
  context: WriteContext,
  facts: CaseFacts,
  form: string,
  more: DraftedValues,
  on: string = facts.row.id,
): Promise<string> {
  const { row } = facts;
  return await draftDocument(context, {
    bureau: row.bureau,
    region: row.region,
    on,
    form,
    values: await valuesFor(context, facts, form, more),
  });
}

/** `conflict` naming everything that is still missing. */
export function refuseMissing(action: CaseAction, missing: readonly string[]): void {
  if (missing.length === 0) return;
  throw new AppError('conflict', `现在还不能${CASE_ACTION_NAMES[action]}：${missing.join('；')}`, {
    problems: missing.map((message) => ({ path: action, message })),
  });
}

function opinionOf(input: unknown): string | null {
  const { opinion } = input as { opinion?: string };
  return opinion ? opinion : null;
}

/** One line of the case's course (办理过程). */
export async function writeCaseEvent(
  { tx, actor, clock, newId }: Pick<WriteContext, 'tx' | 'actor' | 'clock' | 'newId'>,
  row: Pick<CaseRow, 'bureau' | 'id' | 'region'>,
  action: string,
  opinion: string | null,
): Promise<void> {
  await insertCaseEvent(tx, {
    bureau: row.bureau,
    id: newId('event', row.bureau),
    region: row.region,
    case_id: row.id,
    at: clock.now(),
    officer_id: actor.kind === 'officer' ? actor.id : null,
    officer_name: actor.name,
    org_name: actor.orgName,
    action,
    opinion,
  });
}

/** Today in China, for days that a step puts on record. */
export const todayOf = ({ clock }: Pick<WriteContext, 'clock'>) => dayInChina(clock.now());

/** A day that is not after today; what is wrong in words otherwise. */
export function futureDay(facts: Pick<CaseFacts, 'today'>, day: string, what: string): string[] {
  return day > facts.today ? [`${what} ${day} 晚于今天，请检查日期`] : [];
}

/** The case that a document belongs to, when it is one of ours. */
export const isCaseId = (id: string | null): id is string => id !== null && parseId(id)?.kind === 'case';
