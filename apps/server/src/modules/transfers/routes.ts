import { AppError } from '@wangjian/core/errors.ts';
import type { FastifyRequest } from 'fastify';
import { sendFile } from '../../platform/http/downloads.ts';
import { route } from '../../platform/http/route.ts';
import { uploadedFile } from '../../platform/http/uploads.ts';
import { attachmentType, refuseLarge } from '../leads/service.ts';
import * as contract from './contract.ts';
import * as course from './course.ts';
import { exportCaseTransfers, exportTransfers } from './export-transfers.ts';
import * as material from './material.ts';
import { listReceivers, openTransfer, prefillTransfer } from './open.ts';
import { receiptRoutes } from './receipt-routes.ts';
import * as receive from './receive.ts';
import * as service from './service.ts';

/** The address that stands in the letter for the receiver: the one by which the officer reached the platform. */
const baseOf = (request: FastifyRequest) => `${request.protocol}://${request.host}`;

export const routes = [
  route(contract.listTransfers, ({ query, run }) => run(service.listTransfers, query)),
  route(contract.exportTransfers, exportTransfers),
  route(contract.listCaseTransfers, ({ query, run }) => run(service.listCaseTransfers, query)),
  route(contract.exportCaseTransfers, exportCaseTransfers),
  route(contract.listReceivers, ({ run }) => run(listReceivers, undefined)),
  route(contract.prefillTransfer, ({ query, run }) => run(prefillTransfer, query)),
  route(contract.getTransfer, ({ params, run }) => run(service.getTransfer, params)),
  route(contract.openTransfer, ({ body, run, request }) =>
    run(openTransfer, { ...body, base: baseOf(request) }),
  ),
  route(contract.registerIncoming, ({ body, run }) => run(receive.registerIncoming, body)),
  route(contract.redraftTransfer, ({ params, body, run, request }) =>
    run(course.redraftTransfer, { ...params, ...body, base: baseOf(request) }),
  ),
  route(contract.cancelTransfer, ({ params, body, run }) =>
    run(course.cancelTransfer, { ...params, ...body }),
  ),
  route(contract.sendTransfer, ({ params, body, run }) => run(course.sendTransfer, { ...params, ...body })),
  route(contract.urgeTransfer, ({ params, body, run }) => run(course.urgeTransfer, { ...params, ...body })),
  route(contract.closeTransfer, ({ params, body, run }) => run(course.closeTransfer, { ...params, ...body })),
  route(contract.recordReceipt, ({ params, body, run }) => run(course.recordReceipt, { ...params, ...body })),
  route(contract.recordAccept, ({ params, body, run }) => run(course.recordAccept, { ...params, ...body })),
  route(contract.recordReturn, ({ params, body, run }) => run(course.recordReturn, { ...params, ...body })),
  route(contract.recordResult, ({ params, body, run }) => run(course.recordResult, { ...params, ...body })),
  route(contract.renewCode, ({ params, body, run }) => run(course.renewCode, { ...params, ...body })),
  route(contract.commentTransfer, ({ params, body, run }) =>
    run(course.commentTransfer, { ...params, ...body }),
  ),
  route(contract.receiveTransfer, ({ params, body, run }) =>
    run(receive.receiveTransfer, { ...params, ...body }),
  ),
  route(contract.acceptTransfer, ({ params, body, run }) =>
    run(receive.acceptTransfer, { ...params, ...body }),
  ),
  route(contract.returnTransfer, ({ params, body, run }) =>
    run(receive.returnTransfer, { ...params, ...body }),
  ),
  route(contract.draftReply, ({ params, body, run }) => run(receive.draftReply, { ...params, ...body })),
  route(contract.feedBack, ({ params, body, run }) => run(receive.feedBack, { ...params, ...body })),
  route(contract.extendTransfer, ({ params, body, run }) =>
    run(receive.extendTransfer, { ...params, ...body }),
  ),
  route(contract.unmaskTransfer, ({ params, body, run }) =>
    run(service.unmaskTransfer, { ...params, ...body }),
  ),
  route(contract.attachFile, async ({ params, request, run, kernel }) => {
    // Before anything of the file is read: the transfer takes attachments, and this kind of file.
    await run(material.mayAttach, params);
    const { fileName, content } = await uploadedFile(request);
    attachmentType(fileName);
    const { sha256, bytes } = await kernel.files.put(content);
    if (bytes === 0) throw new AppError('invalid_input', `“${fileName}”是空文件，请检查后重新上传`);
    refuseLarge(fileName, bytes, content.truncated);
    return await run(material.attachFile, { ...params, name: fileName, bytes, sha256 });
  }),
  route(contract.downloadItem, async ({ params, run, reply }) =>
    sendFile(reply, await run(material.downloadItem, params)),
  ),
  route(contract.downloadPackage, async ({ params, run, reply }) =>
    sendFile(reply, await run(material.downloadPackage, params)),
  ),
  ...receiptRoutes,
];
