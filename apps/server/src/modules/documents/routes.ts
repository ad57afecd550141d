import { sendFile } from '../../platform/http/downloads.ts';
import { route } from '../../platform/http/route.ts';
import { uploadedBytes, uploadedFile } from '../../platform/http/uploads.ts';
import * as contract from './contract.ts';
import * as decide from './decide.ts';
import { exportDocuments } from './export-documents.ts';
import { printPdf } from './print-pdf.ts';
import * as serve from './serve.ts';
import * as service from './service.ts';
import { storeUpload } from './store-upload.ts';
import * as templates from './templates.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

export const routes = [
  route(contract.listForms, ({ run }) => run(service.listForms, {})),
  route(contract.listRegister, ({ query, run }) => run(service.listRegister, query)),
  route(contract.listDocuments, ({ query, run }) => run(service.listDocuments, query)),
  route(contract.exportDocuments, exportDocuments),
  route(contract.listTemplates, ({ run }) => run(templates.listTemplates, {})),
  route(contract.uploadTemplate, async ({ params, query, request, run }) =>
    run(templates.uploadTemplate, { ...params, ...query, ...(await uploadedBytes(request)) }),
  ),
  route(contract.withdrawTemplate, ({ params, body, run }) =>
    run(templates.withdrawTemplate, { ...params, ...body }),
  ),
  route(contract.templateFile, async ({ params, query, run, reply }) => {
    const { name, content } = await run(templates.templateFile, { ...params, ...query });
    return sendFile(reply, { name: `${name}.docx`, type: DOCX, content, bytes: content.byteLength });
  }),
  route(contract.getDocument, ({ params, run }) => run(service.getDocument, params)),
  route(contract.draftDocument, ({ body, run }) => run(service.newDocument, body)),
  route(contract.editDocument, ({ params, body, run }) => run(decide.editDocument, { ...params, ...body })),
  route(contract.submitDocument, ({ params, body, run }) =>
    run(decide.submitDocument, { ...params, ...body }),
  ),
  route(contract.discardDocument, ({ params, body, run }) =>
    run(decide.discardDocument, { ...params, ...body }),
  ),
  route(contract.withdrawDocument, ({ params, body, run }) =>
    run(decide.withdrawDocument, { ...params, ...body }),
  ),
  route(contract.decideDocument, ({ params, body, run }) =>
    run(decide.decideDocument, { ...params, ...body }),
  ),
  route(contract.reviewLegality, ({ params, body, run }) =>
    run(decide.reviewLegality, { ...params, ...body }),
  ),
  route(contract.voidDocument, ({ params, body, run }) => run(decide.voidDocument, { ...params, ...body })),
  route(contract.serveDocument, ({ params, body, run }) => run(serve.serveDocument, { ...params, ...body })),
  route(contract.uploadReceipt, async ({ params, request, kernel, run }) =>
    run(serve.addReceipt, { ...params, ...(await storeUpload(kernel.files, await uploadedFile(request))) }),
  ),
  route(contract.receiptFile, async ({ params, run, reply }) =>
    sendFile(reply, {
      ...(await run(serve.storedFile, { id: params.id, fileId: params.serviceId })),
      type: 'application/octet-stream',
    }),
  ),
  route(contract.attachFile, async ({ params, request, kernel, run }) =>
    run(serve.addAttachment, {
      ...params,
      ...(await storeUpload(kernel.files, await uploadedFile(request))),
    }),
  ),
  route(contract.attachmentFile, async ({ params, run, reply }) =>
    sendFile(reply, {
      ...(await run(serve.storedFile, { id: params.id, fileId: params.attachmentId })),
      type: 'application/octet-stream',
    }),
  ),
  route(contract.documentDocx, async ({ params, query, run, reply }) => {
    const { name, content } = await run(service.readDocx, { ...params, ...query });
    return sendFile(reply, { name: `${name}.docx`, type: DOCX, content, bytes: content.byteLength });
  }),
  route(contract.documentPdf, async ({ params, query, run, reply }) => {
    const { name, content } = await run(service.readDocx, { ...params, ...query });
    // Printed outside the transaction: a browser at work must hold no connection.
    return sendFile(reply, {
      name: `${name}.pdf`,
      type: 'application/pdf',
      content: await printPdf(content),
    });
  }),
];
