import type { Readable } from 'node:stream';
import { AppError } from '@wangjian/core/errors.ts';
import type { FastifyRequest } from 'fastify';

/** One uploaded file, as a stream that must be read to its end. */
export interface Upload {
  readonly fileName: string;
  readonly content: Readable & { readonly truncated: boolean };
}

/** The file in the multipart field `file`; its size is limited by WANGJIAN_UPLOAD_MB. */
export async function uploadedFile(request: FastifyRequest): Promise<Upload> {
  if (!request.isMultipart()) throw new AppError('invalid_input', '请选择要上传的文件');
  const part = await request.file();
  if (part?.fieldname !== 'file') throw new AppError('invalid_input', '请选择要上传的文件');
  return { fileName: part.filename, content: part.file };
}

/** The uploaded file in memory; `too_large` above the limit. */
export async function uploadedBytes(request: FastifyRequest): Promise<{ fileName: string; bytes: Buffer }> {
  const { fileName, content } = await uploadedFile(request);
  const chunks: Buffer[] = [];
  for await (const chunk of content) chunks.push(chunk as Buffer);
  if (content.truncated)
    throw new AppError('too_large', `“${fileName}”超过了上传大小上限，没有收下；请压缩后再传`);
  return { fileName, bytes: Buffer.concat(chunks) };
}
