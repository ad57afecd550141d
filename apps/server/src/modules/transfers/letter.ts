import { TRANSFER_KINDS } from '@wangjian/core/transfer.ts';
import type { WriteContext } from '../../platform/use-case.ts';
import { type DocumentValues, draftDocument, refillDraft } from '../documents/service.ts';
import { hashOf, newCode } from '../guidance/service.ts';
import type { TransferForm } from './contract.ts';
import { documentState } from './present.ts';
import { type ItemRow, itemsOf, type TransferRow } from './store.ts';

type Items = readonly Pick<ItemRow, 'name' | 'sha256' | 'kind'>[];

/** The list of what goes with the letter: a table where the form has one, else lines. */
function materialsIn(kind: TransferForm['kind'], items: Items) {
  const material = items.filter((item) => item.kind === 'evidence' || item.kind === 'file');
  return kind === 'transfer' || kind === 'inform'
    ? material.map(({ name, sha256 }) => ({ name, count: '1份', sha256 }))
    : material.map(({ name, sha256 }) => `${name}（SHA-256 ${sha256}）`).join('\n') || null;
}

function documentValues(form: TransferForm, to: string, items: Items, replyLink: string): DocumentValues {
  const { party = null, uscc = null, address = null, facts, reason, dueOn = null } = form;
  const { title, contact, contactPhone } = form;
  const materials = materialsIn(form.kind, items);
  const people = { contact, contactPhone };
  switch (form.kind) {
    case 'transfer':
      return {
        ...{ to, cause: title, party, uscc, address, situation: facts, reason, materials },
        ...{ dueOn, replyLink, ...people },
      };
    case 'inform':
      return {
        ...{ to, cause: title, party, uscc, address, situation: facts, requests: reason, materials },
        ...{ dueOn, replyLink, ...people },
      };
    case 'report':
      return { to, party, title, situation: facts, requests: reason, materials, replyLink };
    case 'assistance':
      return {
        ...{ to, cause: title, party: party || '有关单位', background: facts, requests: reason },
        ...{ materials, replyLink, ...people },
      };
    case 'copy':
      return {
        ...{ to, party: party || null, uscc, permit: form.permit ?? null, situation: facts },
        ...{ requests: reason, materials, replyLink, ...people },
      };
  }
}

/** Drafts the letter; the receiver's code stands in it, here only its hash is kept. */
export async function draftLetter(
  context: WriteContext,
  row: Pick<TransferRow, 'bureau' | 'region' | 'id' | 'counterpart'>,
  form: TransferForm,
  base: string,
): Promise<{ document_id: string; code_hash: string | null }> {
  const { bureau, region, id } = row;
  const outside = form.reach === 'outside';
  const code = newCode(bureau);
  const link = outside
    ? `材料请登录 ${base}/receipt 下载、签收并反馈结果，接收码：${code}（自发出之日起有效）`
    : '';
  const document_id = await draftDocument(context, {
    bureau,
    region,
    on: id,
    form: TRANSFER_KINDS[form.kind].form,
    title: form.title,
    values: documentValues(form, row.counterpart, await itemsOf(context.tx, id), link),
  });
  return { document_id, code_hash: outside ? hashOf(code) : null };
}

/** Brings the list of a letter that is still being written up to date with what was attached since. */
export async function relistMaterials(context: WriteContext, row: TransferRow): Promise<void> {
  if (row.document_id === null || (await documentState(context, row)) !== 'draft') return;
  const materials = materialsIn(row.kind, await itemsOf(context.tx, row.id));
  await refillDraft(context, row.document_id, { materials });
}
