import {
  TRANSFER_DIRECTION_NAMES,
  TRANSFER_KIND_NAMES,
  TRANSFER_RESULT_NAMES,
  TRANSFER_STATUS_NAMES,
} from '@wangjian/core/transfer.ts';
import { listExport } from '../../platform/export/list-export.ts';
import type { Column } from '../../platform/export/write-table.ts';
import { allCaseLetters } from '../cases/service.ts';
import * as contract from './contract.ts';
import { presentTransfers } from './present.ts';
import { presentLetter } from './service.ts';
import { allTransfers } from './store.ts';

const COLUMNS: readonly Column<contract.TransferItem>[] = [
  { title: '方向', value: (one) => TRANSFER_DIRECTION_NAMES[one.direction] },
  { title: '类型', value: (one) => TRANSFER_KIND_NAMES[one.kind] },
  { title: '文号', value: (one) => one.number, width: 28 },
  { title: '事项', value: (one) => one.title, width: 44 },
  { title: '状态', value: (one) => TRANSFER_STATUS_NAMES[one.status] },
  { title: '对方单位', value: (one) => one.counterpart, width: 34 },
  { title: '当事人', value: (one) => one.party, width: 30 },
  { title: '所属区划', value: (one) => one.regionName },
  { title: '发出日期', value: (one) => one.sentOn, width: 14 },
  { title: '签收日期', value: (one) => one.receivedOn, width: 14 },
  { title: '反馈期限', value: (one) => one.dueOn, width: 14 },
  { title: '证据（份）', value: (one) => one.evidence },
  { title: '结果', value: (one) => one.result && TRANSFER_RESULT_NAMES[one.result] },
  { title: '办结日期', value: (one) => one.closedOn, width: 14 },
  { title: '承办人', value: (one) => one.openedBy },
];

/** All transfers that match the list's filters. */
export const exportTransfers = listExport({
  action: 'transfer.export',
  title: '导出移送协查',
  name: '移送协查',
  query: contract.exportTransfers.query!,
  columns: COLUMNS,
  rows: ({ tx, regions }, query) =>
    allTransfers(tx, query, query.region === undefined ? undefined : regions.within(query.region)),
  present: presentTransfers,
});

const LETTER_COLUMNS: readonly Column<contract.CaseLetter>[] = [
  { title: '类型', value: (one) => one.kindName },
  { title: '事项', value: (one) => one.title, width: 40 },
  { title: '状态', value: (one) => one.stateName },
  { title: '对方单位', value: (one) => one.counterpart, width: 34 },
  { title: '案件', value: (one) => one.caseTitle, width: 40 },
  { title: '发出日期', value: (one) => one.openedOn, width: 14 },
  { title: '答复日期', value: (one) => one.resultOn, width: 14 },
  { title: '结果', value: (one) => one.result, width: 40 },
];

/** All letters of cases that match the list's filters. */
export const exportCaseTransfers = listExport({
  action: 'transfer.export-of-cases',
  title: '导出案件移送协查',
  name: '案件移送协查',
  query: contract.exportCaseTransfers.query!,
  columns: LETTER_COLUMNS,
  rows: ({ tx }, query) => allCaseLetters(tx, query),
  present: (_, batch) => batch.map(presentLetter),
});
