import { ERROR_CODES, type ErrorCode, type FieldProblem } from '@wangjian/core/errors.ts';

interface ErrorBody {
  readonly code?: unknown;
  readonly message?: unknown;
  readonly problems?: readonly FieldProblem[];
  readonly allowed?: readonly string[];
  readonly requestId?: unknown;
}

/** Why a call failed, ready for the screen: `message` is Chinese; `offline` means that no answer came. */
export class ApiError extends Error {
  readonly code: ErrorCode | 'offline';
  readonly problems: readonly FieldProblem[];
  readonly allowed: readonly string[];
  readonly requestId: string | null;

  constructor(code: ErrorCode | 'offline', message: string, body: ErrorBody = {}) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
    this.problems = body.problems ?? [];
    this.allowed = body.allowed ?? [];
    this.requestId = typeof body.requestId === 'string' ? body.requestId : null;
  }
}

/** The error in an answer that is not 2xx; knows what a proxy's own page of a dead server means. */
export async function errorOfAnswer(answer: Response): Promise<ApiError> {
  const body: ErrorBody = await answer.json().catch(() => ({}));
  if (typeof body.code === 'string' && body.code in ERROR_CODES) {
    const code = body.code as ErrorCode;
    const message = typeof body.message === 'string' ? body.message : ERROR_CODES[code].zh;
    return new ApiError(code, message, body);
  }
  const known = Object.entries(ERROR_CODES).find(([, one]) => one.status === answer.status);
  const code = (known?.[0] ?? 'unavailable') as ErrorCode;
  return new ApiError(code, known?.[1].zh ?? `服务暂时不可用（${answer.status}），请稍后再试`, body);
}

/** What to show for anything that was thrown. */
export function messageOf(error: unknown): string {
  if (!(error instanceof ApiError)) return error instanceof Error ? error.message : '发生了意外错误';
  return error.requestId && error.code === 'internal'
    ? `${error.message}（请求编号 ${error.requestId}）`
    : error.message;
}
