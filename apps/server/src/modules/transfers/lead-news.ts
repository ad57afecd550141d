import { AppError } from '@wangjian/core/errors.ts';
import { bureauOfId } from '@wangjian/core/ids.ts';
import { z } from 'zod';
import { defineJob } from '../../platform/jobs/define-job.ts';
import type { JobType } from '../../platform/jobs/job-type.ts';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import { useCase, type WriteContext } from '../../platform/use-case.ts';
import { holdLead, leadOf, noteOnLead, resolveLead } from '../leads/service.ts';
import { getTransferRow, type TransferRow } from './store.ts';

/** Kinds by which the handling of a lead leaves the bureau; the others only ask or tell. */
export const movesLead = ({ kind }: Pick<TransferRow, 'kind'>): boolean =>
  kind === 'transfer' || kind === 'inform';

/** What became of a letter, for the lead that it is about. */
const LeadNews = z.object({
  /** In words; the lead's handling stays as it is. */
  words: z.string(),
  /** The handling of the lead ends with it. */
  ends: z.object({ handling: z.string(), reference: z.string().nullable(), reason: z.string() }).optional(),
});
type LeadNews = z.output<typeof LeadNews>;
const newsType = {
  name: 'transfer-lead-news',
  payload: z.object({ transferId: z.string(), news: LeadNews }),
  queue: ({ transferId }) => `transfer-lead:${transferId}`,
} satisfies JobType<z.ZodObject<{ transferId: z.ZodString }>>;

type Letter = Pick<TransferRow, 'id' | 'kind' | 'lead_id'>;

/** The lead, where the reader sees it: it may lie in another region by now. */
export async function leadInSight(tx: ScopedTx, id: string) {
  return await leadOf(tx, id).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'not_found') return null;
    throw error;
  });
}

async function write(context: WriteContext, letter: Letter, { words, ends }: LeadNews): Promise<void> {
  const record = { by: 'transfer' as const, recordId: letter.id };
  if (!movesLead(letter)) await noteOnLead(context, letter.lead_id!, words.slice(0, 300));
  else if (ends)
    await resolveLead(context, letter.lead_id!, { ...record, ...ends, facts: words.slice(0, 3000) });
  else await holdLead(context, letter.lead_id!, { ...record, title: words.slice(0, 300) });
}

/** Tells the lead what became of a letter on it; by the platform where the officer at work does not see the lead. */
export async function tellLead(context: WriteContext, letter: Letter, news: LeadNews): Promise<void> {
  if (letter.lead_id === null) return;
  if (await leadInSight(context.tx, letter.lead_id)) await write(context, letter, news);
  else await context.jobs.add(newsType, { transferId: letter.id, news });
}

const take = useCase({
  action: 'transfer.lead-news',
  title: '告知线索移送进展',
  permission: 'session',
  input: newsType.payload,
  async run(context, { transferId, news }) {
    const row = await getTransferRow(context.tx, transferId);
    await write(context, row, news);
    return { result: null, audit: { on: row.lead_id, why: news.words } };
  },
});

export const leadNews = defineJob({
  ...newsType,
  run: async ({ run }, payload) => {
    await run(take, payload, { bureau: bureauOfId(payload.transferId) });
  },
});
