import { MATTER_KIND_NAMES } from '@wangjian/core/case.ts';
import { readCase } from '../../platform/use-case.ts';
import { caseLetters, MATTER_STATE_NAMES } from '../cases/service.ts';
import * as contract from './contract.ts';
import { presentTransfers, transferDetail } from './present.ts';
import { getTransferRow, listTransferRows } from './store.ts';

export const listTransfers = readCase({
  action: 'transfer.list',
  title: '查看移送协查列表',
  permission: 'transfer.read',
  input: contract.listTransfers.query!,
  async run(context, query) {
    const { tx, regions } = context;
    const within = query.region === undefined ? undefined : regions.within(query.region);
    const { items, total } = await listTransferRows(tx, query, query, within);
    return { result: { items: await presentTransfers(context, items), total }, audit: 'plain' };
  },
});

export { countArrivals } from './store.ts';

/** A letter of a case as the list shows it. */
export const presentLetter = (
  row: Awaited<ReturnType<typeof caseLetters>>['items'][number],
): contract.CaseLetter => ({
  id: row.id,
  caseId: row.case_id,
  caseTitle: row.case_title,
  kind: row.kind,
  kindName: MATTER_KIND_NAMES[row.kind],
  title: row.title,
  counterpart: row.counterpart,
  state: row.state,
  stateName: MATTER_STATE_NAMES[row.state],
  openedOn: row.opened_on,
  resultOn: row.result_on,
  result: row.result,
});

export const listCaseTransfers = readCase({
  action: 'transfer.list-of-cases',
  title: '查看案件中的移送、协查事项',
  permission: 'case.read',
  input: contract.listCaseTransfers.query!,
  async run({ tx }, query) {
    const { items, total } = await caseLetters(tx, query);
    return {
      result: {
        items: items.map(presentLetter),
        total,
      },
      audit: 'plain',
    };
  },
});

export const getTransfer = readCase({
  action: 'transfer.read',
  title: '查看移送协查',
  permission: 'transfer.read',
  input: contract.getTransfer.params!,
  run: async (context, { id }) => ({ result: await transferDetail(context, id), audit: 'plain' }),
});

export const unmaskTransfer = readCase({
  action: 'transfer.unmask',
  title: '查看未脱敏的个人信息',
  permission: 'personal.unmask',
  input: contract.unmaskTransfer.body!.extend(contract.unmaskTransfer.params!.shape),
  async run({ tx }, { id, reason }) {
    const row = await getTransferRow(tx, id);
    return {
      result: { address: row.form.address ?? null, receiverPhone: row.receiver_phone },
      audit: { on: id, why: reason },
    };
  },
});
