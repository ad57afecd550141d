import { AppError } from '@wangjian/core/errors.ts';
import { sendFile } from '../../platform/http/downloads.ts';
import { route } from '../../platform/http/route.ts';
import { uploadedBytes } from '../../platform/http/uploads.ts';
import * as attachments from './attachments.ts';
import * as contract from './contract.ts';
import * as decide from './decide.ts';
import * as dutyContract from './duty/contract.ts';
import { draftDutyNotice, getDuty } from './duty/duty.ts';
import { exportInspections } from './export-inspections.ts';
import * as fill from './fill.ts';
import { draftForm } from './form-document.ts';
import * as priceContract from './prices/contract.ts';
import { getPrices } from './prices/prices.ts';
import * as rectificationContract from './rectifications/contract.ts';
import { exportRectifications } from './rectifications/export-rectifications.ts';
import * as rectify from './rectifications/rectify.ts';
import * as service from './service.ts';

export const routes = [
  route(contract.getInspectionForm, ({ run }) => run(service.getInspectionForm, undefined)),
  route(contract.listInspections, ({ query, run }) => run(service.listInspections, query)),
  route(contract.exportInspections, exportInspections),
  route(contract.getInspection, ({ params, run }) => run(service.getInspection, params)),
  route(contract.createInspection, ({ body, run }) => run(service.createInspection, body)),
  route(contract.updateInspection, ({ params, body, run }) =>
    run(service.updateInspection, { ...params, ...body }),
  ),
  route(contract.fillCells, ({ params, body, run }) => run(fill.fillCells, { ...params, ...body })),
  route(contract.prefillInspection, ({ params, run }) => run(fill.prefillInspection, params)),
  route(contract.settleLateCell, ({ params, body, run }) => run(fill.settleLateCell, { ...params, ...body })),
  route(contract.uploadAttachment, async ({ params, query, request, run, kernel }) => {
    const { fileName, bytes } = await uploadedBytes(request);
    const type = attachments.pictureType(bytes);
    if (type === undefined)
      throw new AppError('invalid_input', `“${fileName}”不是照片（JPEG、PNG、WebP、HEIC），请重新拍照或选择`);
    const { sha256 } = await kernel.files.put(bytes);
    return await run(attachments.keepAttachment, {
      ...params,
      ...query,
      fileName: fileName.slice(0, 255),
      type,
      bytes: bytes.length,
      storedSha256: sha256,
    });
  }),
  route(contract.attachmentFile, async ({ params, run, kernel, reply }) => {
    const { blob, type, name, bytes } = await run(attachments.attachmentFile, params);
    return sendFile(reply, { name, type, content: await kernel.files.read(blob), bytes, inline: true });
  }),
  route(contract.withdrawAttachment, ({ params, body, run }) =>
    run(attachments.withdrawAttachment, { ...params, ...body }),
  ),
  route(contract.recordSide, ({ params, body, run }) => run(decide.recordSide, { ...params, ...body })),
  route(contract.waiveSide, ({ params, body, run }) => run(decide.waiveSide, { ...params, ...body })),
  route(contract.finishInspection, ({ params, body, run }) =>
    run(decide.finishInspection, { ...params, ...body }),
  ),
  route(contract.reopenInspection, ({ params, body, run }) =>
    run(decide.reopenInspection, { ...params, ...body }),
  ),
  route(rectificationContract.recheckInspection, ({ params, body, run }) =>
    run(rectify.recheckInspection, { ...params, ...body }),
  ),
  route(rectificationContract.confirmRectification, ({ params, body, run }) =>
    run(rectify.confirmRectification, { ...params, ...body }),
  ),
  route(rectificationContract.dropRectification, ({ params, body, run }) =>
    run(rectify.dropRectification, { ...params, ...body }),
  ),
  route(rectificationContract.listRectifications, ({ query, run }) => run(rectify.listRectifications, query)),
  route(rectificationContract.exportRectifications, exportRectifications),
  route(contract.draftInspectionForm, ({ params, run }) => run(draftForm, params)),
  route(dutyContract.getDuty, ({ query, run }) => run(getDuty, query)),
  route(dutyContract.draftDutyNotice, ({ body, run }) => run(draftDutyNotice, body)),
  route(priceContract.getPrices, ({ query, run }) => run(getPrices, query)),
  route(contract.voidInspection, ({ params, body, run }) =>
    run(decide.voidInspection, { ...params, ...body }),
  ),
];
