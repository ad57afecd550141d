import { AppError } from '@wangjian/core/errors.ts';
import { videoType } from '../../platform/files/video-type.ts';
import { sendFile } from '../../platform/http/downloads.ts';
import { route } from '../../platform/http/route.ts';
import { uploadedBytes } from '../../platform/http/uploads.ts';
import { pictureType } from '../inspections/service.ts';
import * as contract from './contract.ts';
import { countAffairs } from './counts.ts';
import { exportPublicity, exportReplies } from './export-affairs.ts';
import * as publicity from './publicity.ts';
import * as replies from './replies.ts';

export const routes = [
  route(contract.countAffairs, ({ query, run }) => run(countAffairs, query)),
  route(contract.listReplies, ({ query, run }) => run(replies.listReplies, query)),
  route(contract.exportReplies, exportReplies),
  route(contract.getReply, ({ params, run }) => run(replies.getReply, params)),
  route(contract.registerReply, ({ body, run }) => run(replies.registerReply, body)),
  route(contract.editReply, ({ params, body, run }) => run(replies.editReply, { ...params, ...body })),
  route(contract.handReply, ({ params, body, run }) => run(replies.handReply, { ...params, ...body })),
  route(contract.moveReplyTerm, ({ params, body, run }) =>
    run(replies.moveReplyTerm, { ...params, ...body }),
  ),
  route(contract.draftReply, ({ params, body, run }) => run(replies.draftReply, { ...params, ...body })),
  route(contract.deliverReply, ({ params, body, run }) => run(replies.deliverReply, { ...params, ...body })),
  route(contract.noteFeedback, ({ params, body, run }) => run(replies.noteFeedback, { ...params, ...body })),
  route(contract.cancelReply, ({ params, body, run }) => run(replies.cancelReply, { ...params, ...body })),
  route(contract.commentReply, ({ params, body, run }) => run(replies.commentReply, { ...params, ...body })),
  route(contract.listPublicity, ({ query, run }) => run(publicity.listPublicity, query)),
  route(contract.exportPublicity, exportPublicity),
  route(contract.getPublicity, ({ params, run }) => run(publicity.getPublicity, params)),
  route(contract.recordPublicity, ({ body, run }) => run(publicity.recordPublicity, body)),
  route(contract.editPublicity, ({ params, body, run }) =>
    run(publicity.editPublicity, { ...params, ...body }),
  ),
  route(contract.publishPublicity, ({ params, body, run }) =>
    run(publicity.publishPublicity, { ...params, ...body }),
  ),
  route(contract.voidPublicity, ({ params, body, run }) =>
    run(publicity.voidPublicity, { ...params, ...body }),
  ),
  route(contract.addPicture, async ({ params, query, request, run, kernel }) => {
    // Before anything of the file is read: the record takes pictures.
    await run(publicity.mayAddPicture, params);
    const { fileName, bytes } = await uploadedBytes(request);
    const type = pictureType(bytes) ?? videoType(bytes);
    if (type === undefined)
      throw new AppError(
        'invalid_input',
        `“${fileName}”不是图片（JPEG、PNG、WebP、HEIC），也不是 MP4、WebM 视频，请重新选择`,
      );
    const { sha256 } = await kernel.files.put(bytes);
    return await run(publicity.addPicture, {
      ...params,
      caption: query.caption,
      name: fileName.slice(0, 255),
      type,
      bytes: bytes.length,
      sha256,
    });
  }),
  route(contract.removePicture, ({ params, run }) => run(publicity.removePicture, params)),
  route(contract.pictureFile, async ({ params, run, reply, kernel }) => {
    const { sha256, ...file } = await run(publicity.pictureFile, params);
    // A video is saved, not played in the console.
    const inline = file.type.startsWith('image/');
    return sendFile(reply, { ...file, inline, content: await kernel.files.read(sha256) });
  }),
];
