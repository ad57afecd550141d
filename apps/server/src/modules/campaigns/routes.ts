import { sendFile } from '../../platform/http/downloads.ts';
import { route } from '../../platform/http/route.ts';
import { uploadedFile } from '../../platform/http/uploads.ts';
import * as board from './board.ts';
import * as contract from './contract.ts';
import * as pictures from './pictures.ts';
import * as plan from './plan.ts';
import { receiveMaterial } from './receive-material.ts';
import { urgeUnits } from './remind.ts';
import * as report from './report.ts';
import { getReporting } from './reporting.ts';
import * as runs from './runs.ts';
import * as service from './service.ts';
import * as superior from './superior.ts';
import * as supervise from './supervise.ts';
import * as tasks from './tasks.ts';
import * as cases from './typical-cases.ts';

export const routes = [
  route(contract.listCampaigns, ({ query, run }) => run(service.listCampaigns, query)),
  route(contract.exportCampaigns, service.exportCampaigns),
  route(contract.getPlanChoices, ({ run }) => run(service.getPlanChoices, undefined)),
  route(contract.getCampaign, ({ params, run }) => run(service.getCampaign, params)),
  route(contract.createCampaign, ({ body, run }) => run(plan.createCampaign, body)),
  route(contract.editCampaign, ({ params, body, run }) => run(plan.editCampaign, { ...params, ...body })),
  route(contract.acceptCampaign, ({ params, body, run }) =>
    run(superior.acceptCampaign, { ...params, ...body }),
  ),
  route(contract.settleEdition, ({ params, body, run }) =>
    run(superior.settleEdition, { ...params, ...body }),
  ),
  route(contract.issueCampaign, ({ params, body, run }) => run(plan.issueCampaign, { ...params, ...body })),
  route(contract.startCampaign, ({ params, body, run }) => run(plan.startCampaign, { ...params, ...body })),
  route(contract.sumUpCampaign, ({ params, body, run }) => run(plan.sumUpCampaign, { ...params, ...body })),
  route(contract.resumeCampaign, ({ params, body, run }) => run(plan.resumeCampaign, { ...params, ...body })),
  route(contract.closeCampaign, ({ params, body, run }) => run(plan.closeCampaign, { ...params, ...body })),
  route(contract.cancelCampaign, ({ params, body, run }) => run(plan.cancelCampaign, { ...params, ...body })),
  route(contract.startCampaignPatrol, ({ params, body, run }) =>
    run(runs.startCampaignPatrol, { ...params, ...body }),
  ),
  route(contract.drawForCampaign, ({ params, body, run }) =>
    run(runs.drawForCampaign, { ...params, ...body }),
  ),
  route(contract.urgeUnits, ({ params, body, run }) => run(urgeUnits, { ...params, ...body })),
  route(contract.getBoard, ({ params, run }) => run(board.getBoard, params)),
  route(contract.listCampaignRecords, ({ params, query, run }) =>
    run(board.listCampaignRecords, { ...params, ...query }),
  ),
  route(contract.listTasks, ({ params, run }) => run(tasks.listTasks, params)),
  route(contract.receivePlan, ({ params, body, run }) => run(tasks.receivePlan, { ...params, ...body })),
  route(contract.reportProgress, ({ params, body, run }) =>
    run(tasks.reportProgress, { ...params, ...body }),
  ),
  route(contract.finishTask, ({ params, body, run }) => run(tasks.finishTask, { ...params, ...body })),
  route(contract.reopenTask, ({ params, body, run }) => run(tasks.reopenTask, { ...params, ...body })),
  route(contract.getSupervision, ({ params, run }) => run(supervise.getSupervision, params)),
  route(contract.addGroup, ({ params, body, run }) => run(supervise.addGroup, { ...params, ...body })),
  route(contract.editGroup, ({ params, body, run }) => run(supervise.editGroup, { ...params, ...body })),
  route(contract.recordVisit, ({ params, body, run }) => run(supervise.recordVisit, { ...params, ...body })),
  route(contract.answerVisit, ({ params, body, run }) => run(supervise.answerVisit, { ...params, ...body })),
  route(contract.closeVisit, ({ params, body, run }) => run(supervise.closeVisit, { ...params, ...body })),
  route(contract.demandAgain, ({ params, body, run }) => run(supervise.demandAgain, { ...params, ...body })),
  route(contract.getReporting, ({ params, run }) => run(getReporting, params)),
  route(contract.listCaseCandidates, ({ params, query, run }) =>
    run(cases.listCaseCandidates, { ...params, ...query }),
  ),
  route(contract.chooseCase, ({ params, body, run }) => run(cases.chooseCase, { ...params, ...body })),
  route(contract.editCase, ({ params, body, run }) => run(cases.editCase, { ...params, ...body })),
  route(contract.adopt, ({ params, body, run }) => run(cases.adopt, { ...params, ...body })),
  route(contract.addPicture, async ({ params, query, request, run, kernel }) => {
    // Before anything of the file is read: this unit may add pictures.
    await run(pictures.mayAddPicture, { ...params, ...query });
    const material = await receiveMaterial(kernel, await uploadedFile(request));
    return await run(pictures.addPicture, { ...params, ...query, ...material });
  }),
  route(contract.editPicture, ({ params, body, run }) => run(pictures.editPicture, { ...params, ...body })),
  route(contract.pictureFile, async ({ params, run, reply, kernel }) => {
    const { sha256, name, type, bytes } = await run(pictures.pictureFile, params);
    // A video is saved, not played in the console: browsers of officers differ in what they play.
    const inline = type.startsWith('image/');
    return sendFile(reply, { name, type, bytes, content: await kernel.files.read(sha256), inline });
  }),
  route(contract.draftReport, ({ params, body, run }) => run(report.draftReport, { ...params, ...body })),
  route(contract.refillReport, ({ params, body, run }) => run(report.refillReport, { ...params, ...body })),
  route(contract.submitReport, ({ params, body, run }) => run(report.submitReport, { ...params, ...body })),
  route(contract.redraftReport, ({ params, body, run }) => run(report.redraftReport, { ...params, ...body })),
  route(contract.receiveReport, ({ params, body, run }) => run(report.receiveReport, { ...params, ...body })),
  route(contract.returnReport, ({ params, body, run }) => run(report.returnReport, { ...params, ...body })),
];
