import { AppError } from '@wangjian/core/errors.ts';
import { sendFile } from '../../platform/http/downloads.ts';
import { route } from '../../platform/http/route.ts';
import { uploadedFile } from '../../platform/http/uploads.ts';
import { importRoutes } from '../../platform/import/import-routes.ts';
import { attachmentType, refuseLarge } from './attachments.ts';
import * as contract from './contract.ts';
import { exportLeads } from './export-leads.ts';
import { LEAD_IMPORT_HELP } from './import-columns.ts';
import { leadImport } from './lead-import.ts';
import * as service from './service.ts';

export const routes = [
  route(contract.listLeads, ({ query, run }) => run(service.listLeads, query)),
  route(contract.exportLeads, exportLeads),
  ...importRoutes(contract.leadImports, leadImport, LEAD_IMPORT_HELP),
  route(contract.getLead, ({ params, run }) => run(service.getLead, params)),
  route(contract.registerLead, ({ body, run }) => run(service.registerLead, body)),
  route(contract.updateLead, ({ params, body, run }) => run(service.updateLead, { ...params, ...body })),
  route(contract.unmaskLead, ({ params, body, run }) => run(service.unmaskLead, { ...params, ...body })),
  route(contract.commentLead, ({ params, body, run }) => run(service.commentLead, { ...params, ...body })),
  route(contract.leadColleagues, ({ params, run }) => run(service.leadColleagues, params)),
  route(contract.acceptLeads, ({ body, run }) => run(service.acceptLeads, body)),
  route(contract.dismissLeads, ({ body, run }) => run(service.dismissLeads, body)),
  route(contract.mergeLeads, ({ body, run }) => run(service.mergeLeads, body)),
  route(contract.reopenLeads, ({ body, run }) => run(service.reopenLeads, body)),
  route(contract.proposeDispatch, ({ body, run }) => run(service.proposeDispatch, body)),
  route(contract.dispatchLeads, ({ body, run }) => run(service.dispatchLeads, body)),
  route(contract.handOverLeads, ({ body, run }) => run(service.handOverLeads, body)),
  route(contract.withdrawLeads, ({ body, run }) => run(service.withdrawLeads, body)),
  route(contract.takeLeads, ({ body, run }) => run(service.takeLeads, body)),
  route(contract.signLeads, ({ body, run }) => run(service.signLeads, body)),
  route(contract.returnLeads, ({ body, run }) => run(service.returnLeads, body)),
  route(contract.handBackLeads, ({ body, run }) => run(service.handBackLeads, body)),
  route(contract.assignLeads, ({ body, run }) => run(service.assignLeads, body)),
  route(contract.approveLeads, ({ body, run }) => run(service.approveLeads, body)),
  route(contract.sendBackLeads, ({ body, run }) => run(service.sendBackLeads, body)),
  route(contract.closeLeads, ({ body, run }) => run(service.closeLeads, body)),
  route(contract.archiveLeads, ({ body, run }) => run(service.archiveLeads, body)),
  route(contract.superviseLeads, ({ body, run }) => run(service.superviseLeads, body)),
  route(contract.urgeLeads, ({ body, run }) => run(service.urgeLeads, body)),
  route(contract.recordCheck, ({ params, body, run }) => run(service.recordCheck, { ...params, ...body })),
  route(contract.reportLead, ({ params, body, run }) => run(service.reportLead, { ...params, ...body })),
  route(contract.splitLead, ({ params, body, run }) => run(service.splitLead, { ...params, ...body })),
  route(contract.linkLead, ({ params, body, run }) => run(service.linkLead, { ...params, ...body })),
  route(contract.attachFile, async ({ params, request, run, kernel }) => {
    // Before anything of the file is read: the lead takes attachments, and this kind of file.
    await run(service.mayAttach, params);
    const { fileName, content } = await uploadedFile(request);
    attachmentType(fileName);
    const { sha256, bytes } = await kernel.files.put(content);
    if (bytes === 0) throw new AppError('invalid_input', `“${fileName}”是空文件，请检查后重新上传`);
    refuseLarge(fileName, bytes, content.truncated);
    return await run(service.attachFile, { ...params, name: fileName, bytes, sha256 });
  }),
  route(contract.downloadAttachment, async ({ params, run, reply, kernel }) => {
    const { sha256, name, type, bytes } = await run(service.downloadAttachment, params);
    return sendFile(reply, { name, type, content: await kernel.files.read(sha256), bytes });
  }),
  route(contract.removeAttachment, ({ params, run }) => run(service.removeAttachment, params)),
];
