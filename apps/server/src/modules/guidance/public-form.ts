import { AppError } from '@wangjian/core/errors.ts';
import type { FastifyRequest } from 'fastify';
import { typeOfUpload } from './picture-type.ts';

const MAX_FILES = 9;
const MAX_FILE_BYTES = 10 * 1024 * 1024;

interface SentFile {
  readonly name: string;
  readonly type: string;
  readonly content: Buffer;
}

/** How much one form of a page without a session may hold. */
export const PUBLIC_BODY_LIMIT = MAX_FILES * MAX_FILE_BYTES + 1024 * 1024;

/**
 * Reads a form of a page without a session: files that are pictures or PDF by their own first bytes, and text into
 * `fields`, which stand before the files: what was typed is known even where a file is refused.
 */
export async function readPublicForm(
  request: FastifyRequest,
  fields: Record<string, string>,
): Promise<readonly SentFile[]> {
  const files: SentFile[] = [];
  if (!request.isMultipart()) throw new AppError('invalid_input', '请从网页上的表单提交');
  const limits = { fileSize: MAX_FILE_BYTES, files: MAX_FILES, fields: 12, fieldSize: 40_000 };
  for await (const part of request.parts({ limits })) {
    if (part.type === 'field') {
      fields[part.fieldname] = String(part.value ?? '');
      continue;
    }
    const content = await part.toBuffer().catch(() => {
      throw new AppError('too_large', `附件“${part.filename}”超过 10 MB，请缩小后再传`);
    });
    if (content.byteLength === 0) continue;
    const kind = typeOfUpload(content);
    if (!kind) throw new AppError('invalid_input', `附件“${part.filename}”不是图片或 PDF，请重新选择`);
    const name = part.filename.replace(/\.[^.]*$/, '').slice(-80) || '附件';
    files.push({ name: `${name}.${kind.extension}`, type: kind.type, content });
  }
  return files;
}
