import { AppError } from '@wangjian/core/errors.ts';

const UNREACHABLE = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT', 'EPIPE']);

/** What an error of PostgreSQL (or of the way to it) means to a user; undefined when it is a fault of ours. */
export function databaseError(error: unknown): AppError | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, message } = error as Error & { code?: string };
  const as = (...[kind, text]: ConstructorParameters<typeof AppError>) =>
    new AppError(kind, text, { cause: error });
  switch (code) {
    case '23505':
      return as('conflict', '已有相同的记录，没有重复保存');
    case '23503':
      return as('conflict', '所引用的记录不存在，或仍被其他记录引用');
    case '42501':
      // Only the row-level policy; a missing grant is a fault of ours.
      return message.includes('row-level security')
        ? as('not_found', '没有找到该记录，或者所选区划不在您的管辖范围内')
        : undefined;
    case '40001':
    case '40P01':
      return as('stale', '与他人同时修改了相同的记录，请刷新后重试');
    case '55P03':
      return as('conflict', '该记录正被其他操作占用，请稍后重试');
    case '57014':
      return as('unavailable', '操作用时过长，已取消；请缩小范围后重试');
    case '53100':
      return as('storage_full');
    case '22021':
    case '22P05':
      return as('invalid_input', '内容含有无法保存的字符（如空字符），请删除后重试');
    case '22P02':
      // Half a surrogate pair in a JSON column; any other wrong literal is a fault of ours.
      return message.includes('type json')
        ? as('invalid_input', '内容含有不完整的字符（如半个表情符号），请删除后重试')
        : undefined;
    case '54000':
      return as('invalid_input', '内容过长，无法保存，请缩短后重试');
    case '25006':
      return undefined;
  }
  if (code?.startsWith('53') || code?.startsWith('57P') || code?.startsWith('08')) {
    return as('unavailable', '数据库暂时不可用，请稍后再试');
  }
  if (code === 'ENOSPC') return as('storage_full');
  if ((code && UNREACHABLE.has(code)) || /timeout exceeded when trying to connect/.test(message)) {
    return as('unavailable', '数据库暂时无法连接，请稍后再试');
  }
  return undefined;
}

/** Serialization failure or deadlock: the same transaction may well succeed when it is run again. */
export function isTransient(error: unknown): boolean {
  const code = (error as { code?: string } | null)?.code;
  return code === '40001' || code === '40P01';
}
