import type { LeadItem } from '@wangjian/server/modules/leads/contract.ts';
import type { DialogAction } from './lead-action-words.ts';

/** Leads as an action takes them: each at the version that the officer sees. */
export const chosen = (leads: readonly LeadItem[]) => leads.map(({ id, version }) => ({ id, version }));

/** Whom a dialog is about. */
export const namesOf = (leads: readonly LeadItem[]): string =>
  leads.length === 1 ? `${leads[0]?.number} ${leads[0]?.title}` : `共 ${leads.length} 条线索`;

/** A lead's number, for what was refused. */
export const numberIn = (leads: readonly LeadItem[]) => (id: string) =>
  leads.find((lead) => lead.id === id)?.number ?? id;

/** Props of every dialog of this page. */
export interface AskedProps {
  readonly leads: readonly LeadItem[];
  readonly onClose: () => void;
  readonly onDone?: (() => void) | undefined;
  readonly onReload?: (() => void) | undefined;
  /** Goes on to another dialog about the same leads. */
  readonly onAsk?: ((action: DialogAction) => void) | undefined;
}
