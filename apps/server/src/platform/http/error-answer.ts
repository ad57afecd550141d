import { AppError } from '@wangjian/core/errors.ts';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { databaseError } from '../db/errors.ts';

/** The body of every answer that is an error. */
export interface ErrorAnswer {
  readonly code: string;
  readonly message: string;
  readonly problems: readonly { readonly path: string; readonly message: string }[];
  readonly allowed: readonly string[];
  readonly requestId: string;
}

/** The one mapping of errors to answers; what is not an AppError is logged whole and answered with its number only. */
export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const known = asAppError(error);
  const told = known ?? new AppError('internal');
  if (!known || known.status >= 500) request.log.error({ err: error }, 'request failed');
  const { code, message, problems, allowed } = told;
  const answer: ErrorAnswer = { code, message, problems, allowed, requestId: request.id };
  if (code === 'rate_limited') reply.header('retry-after', '60');
  return reply.status(told.status).type('application/json; charset=utf-8').send(answer);
}

function asAppError(error: unknown): AppError | undefined {
  if (error instanceof AppError) return error;
  const fromDatabase = databaseError(error);
  if (fromDatabase) return fromDatabase;
  const { code, statusCode } = error as FastifyError;
  switch (code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
    case 'FST_REQ_FILE_TOO_LARGE':
    case 'FST_PARTS_LIMIT':
    case 'FST_FILES_LIMIT':
      return new AppError('too_large', undefined, { cause: error });
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
      return new AppError('invalid_input', '提交的内容不是有效的 JSON', { cause: error });
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
    case 'FST_INVALID_MULTIPART_CONTENT_TYPE':
      return new AppError('invalid_input', '不支持的内容类型（Content-Type）', { cause: error });
  }
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return new AppError('invalid_input', '请求格式有误', { cause: error });
  }
  return undefined;
}
