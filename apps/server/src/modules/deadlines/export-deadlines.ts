import { listExport } from '../../platform/export/list-export.ts';
import type { Column } from '../../platform/export/write-table.ts';
import * as contract from './contract.ts';
import { dueInWords } from './course.ts';
import { allDeadlines } from './list-store.ts';
import { presentDeadlines } from './present.ts';
import { asking } from './read.ts';

const LAMP_NAMES: Readonly<Record<contract.Lamp, string>> = {
  green: '正常',
  yellow: '即将超期',
  red: '临近届满',
  done: '已结束',
};

function stateInWords({ overdue, awaited, lamp }: contract.DeadlineView): string {
  if (overdue) return '已超期';
  return awaited && lamp === 'yellow' ? '已届满' : LAMP_NAMES[lamp];
}

const COLUMNS: readonly Column<contract.DeadlineView>[] = [
  { title: '事项', value: ({ subject }) => subject, width: 44 },
  { title: '期限', value: ({ title }) => title, width: 36 },
  { title: '起算日', value: ({ startedOn }) => startedOn },
  { title: '期限长度', value: ({ length }) => length, width: 18 },
  { title: '应当办结', value: ({ due }) => dueInWords(due), width: 18 },
  { title: '末日（不顺延）', value: ({ strict }) => dueInWords(strict), width: 18 },
  { title: '法定届满', value: ({ legal }) => dueInWords(legal), width: 18 },
  { title: '暂定', value: ({ provisional }) => (provisional ? '暂定' : '') },
  { title: '状态', value: stateInWords },
  { title: '承办单位', value: ({ orgName }) => orgName, width: 26 },
  { title: '承办人', value: ({ officerName }) => officerName },
  { title: '依据', value: ({ basis }) => basis, width: 50 },
  { title: '是否核对原文', value: ({ unverified }) => (unverified ? '未核对' : '已核对') },
];

/** Deadlines that match the list's filters as a table. */
export const exportDeadlines = listExport({
  action: 'deadline.export',
  title: '导出期限',
  name: '期限',
  query: contract.exportDeadlines.query!,
  columns: COLUMNS,
  rows: (context, query) => allDeadlines(context.tx, query.sort, query, asking(context, query)),
  present: ({ tx, clock }, batch) => presentDeadlines(tx, batch, clock.now()),
});
