/** Every way a request can fail; each maps to one HTTP status and one default Chinese sentence. */
export const ERROR_CODES = {
  invalid_input: { status: 400, zh: '提交的内容有误，请按提示修改后重试' },
  unauthenticated: { status: 401, zh: '请先登录' },
  forbidden: { status: 403, zh: '您没有此项操作的权限，请联系安全管理员' },
  not_found: { status: 404, zh: '没有找到该记录，或者不在您的管辖范围内' },
  conflict: { status: 409, zh: '当前状态下不能进行此操作' },
  stale: { status: 409, zh: '该记录刚刚被其他人修改，请刷新后重试' },
  too_large: { status: 413, zh: '文件或内容过大' },
  locked: { status: 423, zh: '账号已锁定' },
  rate_limited: { status: 429, zh: '操作过于频繁，请稍后再试' },
  internal: { status: 500, zh: '系统内部错误，已记录，请把请求编号告诉管理员' },
  unavailable: { status: 503, zh: '服务暂时不可用，请稍后再试' },
  storage_full: { status: 507, zh: '存储空间已满，数据没有写入；请清理磁盘后重试' },
} as const;
export type ErrorCode = keyof typeof ERROR_CODES;

/** One thing wrong with one field; `path` as in the input, e.g. `seeds.3`. */
export interface FieldProblem {
  readonly path: string;
  readonly message: string;
}

/** The one error class. `message` is Chinese, for users: what was wrong, where, and what to do. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly problems: readonly FieldProblem[];
  readonly allowed: readonly string[];

  constructor(
    code: ErrorCode,
    message: string = ERROR_CODES[code].zh,
    extra: { problems?: readonly FieldProblem[]; allowed?: readonly string[]; cause?: unknown } = {},
  ) {
    super(message, { cause: extra.cause });
    this.name = 'AppError';
    this.code = code;
    this.problems = extra.problems ?? [];
    this.allowed = extra.allowed ?? [];
  }

  get status(): number {
    return ERROR_CODES[this.code].status;
  }
}
