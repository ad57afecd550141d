import type { Endpoint } from '@wangjian/core/endpoint.ts';
import type { CaseDetail } from '@wangjian/server/modules/cases/contract.ts';

type Case = CaseDetail;
type Party = Case['parties'][number];
type AnyEndpoint = Pick<Endpoint, 'method' | 'path'>;

/** One field of a step's dialog. */
export interface StepField {
  readonly name: string;
  readonly label: string;
  readonly kind:
    | 'area'
    | 'text'
    | 'day'
    | 'money'
    | 'number'
    | 'choice'
    | 'flag'
    | 'penalty'
    | 'instalments'
    /** What is proposed for, or decided on, each of several parties. */
    | 'proposals'
    | 'verdicts';
  readonly optional?: boolean;
  readonly hint?: string;
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  /** Asked only where the case needs it. */
  readonly when?: (one: Case) => boolean;
  /** Shown only while the other fields of the dialog say so. */
  readonly shows?: (values: Readonly<Record<string, unknown>>) => boolean;
}
/** What a step asks for, and where it goes. */
export interface StepForm {
  readonly endpoint: AnyEndpoint;
  readonly ok: string;
  /** What happens then, in a sentence. */
  readonly note?: string;
  readonly fields: readonly StepField[];
  /** `party`: the one that the step is about, where that is known. */
  readonly initial?: (one: Case, party: Party | undefined) => Record<string, unknown>;
  readonly danger?: boolean;
}
