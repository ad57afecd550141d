import { Readable } from 'node:stream';
import { AppError } from '@wangjian/core/errors.ts';
import type { StoredFile } from '../../platform/files/file-store.ts';
import { VIDEO_HEAD, type VideoType, videoType } from '../../platform/files/video-type.ts';
import type { Upload } from '../../platform/http/uploads.ts';
import type { Kernel } from '../../platform/kernel.ts';
import { readPicture } from '../documents/service.ts';

const MB = 1024 * 1024;
const MOST_OF_PICTURE = 15 * MB;

/** An uploaded picture or video in the file store, with the type that its bytes tell. */
export interface Material extends StoredFile {
  readonly name: string;
  readonly type: 'image/jpeg' | 'image/png' | VideoType;
}

/**
 * Takes a picture (JPEG, PNG, up to 15 MB) or a video (MP4, WebM, up to the limit of uploads, streamed) into the file
 * store. The name says nothing: what the bytes are decides; all else is `invalid_input`.
 */
export async function receiveMaterial(
  { files, config }: Pick<Kernel, 'files' | 'config'>,
  { fileName, content }: Upload,
): Promise<Material> {
  const chunks: Buffer[] = [];
  let held = 0;
  const parts = content[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  for (let next = await parts.next(); !next.done; next = await parts.next()) {
    chunks.push(next.value);
    held += next.value.length;
    if (held >= VIDEO_HEAD) break;
  }
  const head = Buffer.concat(chunks);
  const rest = async function* () {
    yield head;
    for (let next = await parts.next(); !next.done; next = await parts.next()) yield next.value;
  };
  const name = fileName.slice(-200);
  const video = videoType(head);
  if (video) {
    const stored = await files.put(Readable.from(rest()));
    // Half a video is none. What is stored of it stays, named by nothing: the same bytes may be another record's.
    if (content.truncated)
      throw new AppError(
        'too_large',
        `“${fileName}”超过了 ${Math.round(config.uploadBytes / MB)} MB，请剪短或者压缩后再上传`,
      );
    return { ...stored, name, type: video };
  }
  const all: Buffer[] = [];
  let bytes = 0;
  for await (const part of rest()) {
    bytes += part.length;
    if (bytes <= MOST_OF_PICTURE) all.push(part);
  }
  if (bytes > MOST_OF_PICTURE)
    throw new AppError('too_large', `“${fileName}”超过了 ${MOST_OF_PICTURE / MB} MB，请缩小后再上传`);
  const whole = Buffer.concat(all);
  const picture = readPicture(whole);
  if (!picture)
    throw new AppError(
      'invalid_input',
      `“${fileName}”不是 JPEG、PNG 图片，也不是 MP4、WebM 视频，请换一个文件上传`,
    );
  return { ...(await files.put(whole)), name, type: picture.type };
}
