import { JOINT_KIND_NAMES, JOINT_STATUS_NAMES, type JointKind } from '@wangjian/core/joint.ts';
import { dayInChina } from '@wangjian/core/plain-date.ts';
import { listExport } from '../../platform/export/list-export.ts';
import * as contract from './contract.ts';
import { type ListedWork, presentWork } from './present.ts';
import { lookDown, standIn } from './standing.ts';
import { allWorks } from './store.ts';

const Query = contract.exportActions.query!;

/** All works of one kind that match the list's filters and that the reader's units take part in. */
const exportOf = (kind: JointKind) =>
  listExport<typeof Query, ListedWork, contract.JointItem>({
    action: `joint.export-${kind}`,
    title: `导出${JOINT_KIND_NAMES[kind]}`,
    name: JOINT_KIND_NAMES[kind],
    query: Query,
    columns: [
      { title: '名称', value: (item) => item.title, width: 44 },
      { title: '状态', value: (item) => JOINT_STATUS_NAMES[item.status] },
      { title: '牵头单位', value: (item) => item.leadName, width: 36 },
      { title: '参加单位数', value: (item) => item.units },
      { title: '开始日期', value: (item) => item.beginsOn, width: 14 },
      { title: '结束日期', value: (item) => item.endsOn, width: 14 },
      { title: '发起人', value: (item) => item.openedBy },
      { title: '发起日期', value: (item) => dayInChina(new Date(item.openedAt)), width: 14 },
    ],
    async rows(context, query) {
      await lookDown(context, await standIn(context));
      return () => allWorks(context.tx, { ...query, kind: [kind] });
    },
    async present(context, batch) {
      const standing = await standIn(context);
      const overseeing = await lookDown(context, standing);
      return batch.map((row) => presentWork(row, standing, overseeing));
    },
  });
export const exportActions = exportOf('action');
export const exportConferences = exportOf('conference');
