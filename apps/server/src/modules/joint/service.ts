import { readCase } from '../../platform/use-case.ts';
import * as contract from './contract.ts';
import { jointDetail, presentWork } from './present.ts';
import { lookDown, standIn } from './standing.ts';
import { listWorks } from './store.ts';

export { addCheck, addEntry, shareEntry, withdrawCheck, withdrawEntry } from './entries.ts';
export { addMatter, removeMatter } from './matters.ts';
export {
  callOffMeeting,
  changeMeeting,
  draftMinutes,
  holdMeeting,
  planMeeting,
  settleMinutes,
  writeMinutes,
} from './meetings.ts';
export {
  changeContact,
  declineJoint,
  inviteUnit,
  joinJoint,
  jointDirectory,
  reinviteUnit,
  removeUnit,
  reportPart,
  unmaskContact,
} from './parts.ts';
export { addTask, cancelTask, completeTask, listJointTasks, moveTaskTerm, reopenTask } from './tasks.ts';
export {
  cancelJoint,
  commentJoint,
  concludeJoint,
  editJoint,
  openJoint,
  reopenJoint,
  startJoint,
} from './works.ts';

export const listJoint = readCase({
  action: 'joint.list',
  title: '查看联合工作列表',
  permission: 'joint.read',
  input: contract.listJoint.query!,
  async run(context, query) {
    const standing = await standIn(context);
    const overseeing = await lookDown(context, standing);
    const { items, total } = await listWorks(context.tx, query, query);
    return {
      result: { items: items.map((row) => presentWork(row, standing, overseeing)), total },
      audit: 'plain',
    };
  },
});

export const getJoint = readCase({
  action: 'joint.read',
  title: '查看联合工作',
  permission: 'joint.read',
  input: contract.getJoint.params!,
  run: async (context, { id }) => ({ result: await jointDetail(context, id), audit: 'plain' }),
});
