import type { Endpoint } from '@wangjian/core/endpoint.ts';
import { AppError } from '@wangjian/core/errors.ts';
import { parseId } from '@wangjian/core/ids.ts';
import { dayInChina } from '@wangjian/core/plain-date.ts';
import type { z } from 'zod';
import { type Route, route } from '../../platform/http/route.ts';
import { useCase, type WriteContext } from '../../platform/use-case.ts';
import { draftDocument, formBook } from '../documents/service.ts';
import { type CaseFacts, factsOf } from './case-facts.ts';
import { missingFor, missingForParty, readyParties } from './conditions.ts';
import type { CaseDetail } from './contract.ts';
import { type DraftedValues, valuesFor } from './document-values.ts';
import { CASE_ACTION_NAMES, type CaseAction, moveOf, PARTY_ACTIONS, permissionOf } from './lifecycle.ts';
import { changeParty, insertAwaited, type PartyChange, type PartyRow } from './party-store.ts';
import { caseDetail } from './present-case.ts';
import { partyInList } from './present-item.ts';
import { personsOf } from './present-party.ts';
import { type CaseChange, type CaseRow, insertCaseEvent, lockCaseRow, saveCase } from './store.ts';

/** What came of a step: columns that change, of the case and of its parties, and the opinion for its course. */
export interface StepOutcome {
  readonly change?: CaseChange;
  readonly parties?: readonly (readonly [party: Pick<PartyRow, 'id'>, change: PartyChange])[];
  readonly opinion?: string | null | undefined;
  /** For the audit log, beside the state. */
  readonly after?: unknown;
}

/** A document that a step drafts; `party` where it is that party's own. */
interface StepPaper {
  readonly form: string;
  readonly party?: PartyRow;
  readonly values?: DraftedValues;
}

/** Facts of a step; `party` is the one that it is about, for the steps of PARTY_ACTIONS alone. */
export type StepFacts = CaseFacts & { readonly party: PartyRow };

type Step<Input> = {
  readonly action: CaseAction;
  /** What else the input must be, checked before anything is written. */
  readonly check?: (facts: StepFacts, input: Input, context: WriteContext) => string[] | Promise<string[]>;
  /** At once: what the step itself does. */
  readonly run?: (context: WriteContext, facts: StepFacts, input: Input) => Promise<StepOutcome>;
  /** For steps by document: values that the case cannot give by itself. */
  readonly values?: (facts: StepFacts, input: Input) => DraftedValues;
  /** For steps by several documents: which, once the step has run; default one of the move's form. */
  readonly papers?: (facts: CaseFacts, input: Input) => readonly StepPaper[];
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
      const known = await factsOf(context, row);
      const party = PARTY_ACTIONS.has(action)
        ? chosenParty(action, known, (input as { partyId?: string }).partyId)
        : undefined;
      const facts = { ...known, party: party as PartyRow };
      const missing = [...missingFor(action, facts), ...(party ? missingForParty(action, facts, party) : [])];
      // What else is wrong with the input can only be said of a step that the case is ready for.
      refuseMissing(
        action,
        missing.length > 0 ? missing : ((await step.check?.(facts, input, context)) ?? []),
      );
      const done = (await step.run?.(context, facts, input)) ?? {};
      const opinion = named(known, party, done.opinion === undefined ? opinionOf(input) : done.opinion);
      let change: CaseChange = { ...done.change };
      for (const [{ id }, changed] of done.parties ?? []) await changeParty(context.tx, id, changed);
      if (move.form) {
        const now = await factsOf(context, { ...row, ...change } as CaseRow);
        const own = party && { party: now.parties.find(({ id }) => id === party.id)! };
        const papers = step.papers?.(now, input) ?? [
          { form: move.form, ...own, values: step.values?.({ ...now, ...own } as StepFacts, input) ?? {} },
        ];
        for (const paper of papers) await awaitPaper(context, now, action, paper, input);
        change = { ...change, pending_action: action };
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

/** Drafts a document of a step and waits for it (from-documents.ts goes on). */
async function awaitPaper(
  context: WriteContext,
  facts: CaseFacts,
  action: CaseAction,
  { form, party, values }: StepPaper,
  input: object,
): Promise<void> {
  const { row } = facts;
  const document_id = await openDocument(context, facts, form, values ?? {}, party);
  const { id: _, version: __, key: ___, ...kept } = input as Record<string, unknown>;
  await insertAwaited(context.tx, {
    bureau: row.bureau,
    document_id,
    region: row.region,
    case_id: row.id,
    party_id: party?.id ?? null,
    action,
    input: JSON.stringify(kept),
  });
}

/** The party that a step names, or the only one that may take it; `invalid_input` asks which where several may. */
function chosenParty(
  action: CaseAction,
  facts: CaseFacts,
  partyId: string | undefined,
): PartyRow | undefined {
  if (partyId !== undefined) {
    const party = facts.parties.find(({ id }) => id === partyId);
    if (!party) throw new AppError('not_found');
    return party;
  }
  const ready = readyParties(action, facts);
  if (ready.length > 1)
    throw new AppError('invalid_input', '本案有多名当事人，请选择是哪一名', {
      problems: [{ path: 'partyId', message: '请选择当事人' }],
    });
  return ready[0];
}

/** Where a case has several parties, its course names the one that a step is about. */
const named = ({ parties }: CaseFacts, party: PartyRow | undefined, opinion: string | null) =>
  party && parties.length > 1 ? [party.name, opinion].filter(Boolean).join('：') : opinion;

/** Drafts the document of a step or a matter with what the case knows for its fields; of `party` where it has one. */
export async function openDocument(
  context: WriteContext,
  facts: CaseFacts,
  form: string,
  more: DraftedValues,
  party?: PartyRow,
): Promise<string> {
  const { row, parties } = facts;
  return await draftDocument(context, {
    bureau: row.bureau,
    region: row.region,
    on: row.id,
    form,
    ...(party && parties.length > 1
      ? { title: `${formBook().get(form).name}（${partyInList(party)}）` }
      : {}),
    values: await valuesFor(context, facts, form, more, party),
    // Whom it is about is published (令45 第四条); the others of a case with several are not, each has a decision of its own.
    persons: parties.length > 1 ? personsOf(parties.filter(({ id }) => id !== party?.id)) : [],
  });
}

/** `conflict` naming everything that is still missing. */
export function refuseMissing(action: CaseAction, missing: readonly string[]): void {
  if (missing.length === 0) return;
  const each = [...new Set(missing)];
  throw new AppError('conflict', `现在还不能${CASE_ACTION_NAMES[action]}：${each.join('；')}`, {
    problems: each.map((message) => ({ path: action, message })),
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
