import { route } from '../../platform/http/route.ts';
import * as contract from './contract.ts';
import { exportActions, exportConferences } from './export-joint.ts';
import * as service from './service.ts';

export const routes = [
  route(contract.listJoint, ({ query, run }) => run(service.listJoint, query)),
  route(contract.exportActions, exportActions),
  route(contract.exportConferences, exportConferences),
  route(contract.listJointTasks, ({ query, run }) => run(service.listJointTasks, query)),
  route(contract.jointDirectory, ({ run }) => run(service.jointDirectory, {})),
  route(contract.getJoint, ({ params, run }) => run(service.getJoint, params)),
  route(contract.openJoint, ({ body, run }) => run(service.openJoint, body)),
  route(contract.editJoint, ({ params, body, run }) => run(service.editJoint, { ...params, ...body })),
  route(contract.startJoint, ({ params, body, run }) => run(service.startJoint, { ...params, ...body })),
  route(contract.concludeJoint, ({ params, body, run }) =>
    run(service.concludeJoint, { ...params, ...body }),
  ),
  route(contract.cancelJoint, ({ params, body, run }) => run(service.cancelJoint, { ...params, ...body })),
  route(contract.reopenJoint, ({ params, body, run }) => run(service.reopenJoint, { ...params, ...body })),
  route(contract.commentJoint, ({ params, body, run }) => run(service.commentJoint, { ...params, ...body })),
  route(contract.inviteUnit, ({ params, body, run }) => run(service.inviteUnit, { ...params, ...body })),
  route(contract.joinJoint, ({ params, body, run }) => run(service.joinJoint, { ...params, ...body })),
  route(contract.declineJoint, ({ params, body, run }) => run(service.declineJoint, { ...params, ...body })),
  route(contract.changeContact, ({ params, body, run }) =>
    run(service.changeContact, { ...params, ...body }),
  ),
  route(contract.reportPart, ({ params, body, run }) => run(service.reportPart, { ...params, ...body })),
  route(contract.removeUnit, ({ params, body, run }) => run(service.removeUnit, { ...params, ...body })),
  route(contract.reinviteUnit, ({ params, body, run }) => run(service.reinviteUnit, { ...params, ...body })),
  route(contract.unmaskContact, ({ params, body, run }) =>
    run(service.unmaskContact, { ...params, ...body }),
  ),
  route(contract.addMatter, ({ params, body, run }) => run(service.addMatter, { ...params, ...body })),
  route(contract.removeMatter, ({ params, run }) => run(service.removeMatter, params)),
  route(contract.addEntry, ({ params, body, run }) => run(service.addEntry, { ...params, ...body })),
  route(contract.shareEntry, ({ params, body, run }) => run(service.shareEntry, { ...params, ...body })),
  route(contract.withdrawEntry, ({ params, body, run }) =>
    run(service.withdrawEntry, { ...params, ...body }),
  ),
  route(contract.addTask, ({ params, body, run }) => run(service.addTask, { ...params, ...body })),
  route(contract.completeTask, ({ params, body, run }) => run(service.completeTask, { ...params, ...body })),
  route(contract.moveTaskTerm, ({ params, body, run }) => run(service.moveTaskTerm, { ...params, ...body })),
  route(contract.reopenTask, ({ params, body, run }) => run(service.reopenTask, { ...params, ...body })),
  route(contract.cancelTask, ({ params, body, run }) => run(service.cancelTask, { ...params, ...body })),
  route(contract.planMeeting, ({ params, body, run }) => run(service.planMeeting, { ...params, ...body })),
  route(contract.changeMeeting, ({ params, body, run }) =>
    run(service.changeMeeting, { ...params, ...body }),
  ),
  route(contract.holdMeeting, ({ params, body, run }) => run(service.holdMeeting, { ...params, ...body })),
  route(contract.writeMinutes, ({ params, body, run }) => run(service.writeMinutes, { ...params, ...body })),
  route(contract.draftMinutes, ({ params, body, run }) => run(service.draftMinutes, { ...params, ...body })),
  route(contract.settleMinutes, ({ params, body, run }) =>
    run(service.settleMinutes, { ...params, ...body }),
  ),
  route(contract.callOffMeeting, ({ params, body, run }) =>
    run(service.callOffMeeting, { ...params, ...body }),
  ),
  route(contract.addCheck, ({ params, body, run }) => run(service.addCheck, { ...params, ...body })),
  route(contract.withdrawCheck, ({ params, body, run }) =>
    run(service.withdrawCheck, { ...params, ...body }),
  ),
];
