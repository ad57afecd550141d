import { AppError } from '@wangjian/core/errors.ts';
import type { FileStore } from '../../platform/files/file-store.ts';
import type { Upload } from '../../platform/http/uploads.ts';

/** Streams an upload into the store; `too_large` above the installation's limit, and then no record names it. */
export async function storeUpload(
  files: FileStore,
  { fileName, content }: Upload,
): Promise<{ name: string; sha256: string; bytes: number }> {
  const stored = await files.put(content);
  if (content.truncated) throw new AppError('too_large', '文件超过了上传大小限制');
  return { name: fileName.slice(-200), ...stored };
}
