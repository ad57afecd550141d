import { AppError } from '@wangjian/core/errors.ts';
import type { z } from 'zod';
import './zod-chinese.ts';

/** Checks an input against its schema; throws `invalid_input` that names each wrong field in Chinese. */
export function validInput<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  prefix = '',
): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => ({
    path: [prefix, ...issue.path.map(String)].filter(Boolean).join('.'),
    message: issue.message,
  }));
  const first = problems[0]!;
  const where = first.path === '' ? '提交的内容' : `“${first.path}”`;
  const more = problems.length > 1 ? `（共 ${problems.length} 处）` : '';
  throw new AppError('invalid_input', `${where}有误：${first.message}${more}`, { problems });
}
