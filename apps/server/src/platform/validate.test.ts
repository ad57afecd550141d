import { AppError } from '@wangjian/core/errors.ts';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { validInput } from './validate.ts';

const Form = z.strictObject({
  name: z.string().min(2).max(5),
  kind: z.enum(['shop', 'platform']),
  id: z.string().regex(/^[a-z]+_\d{6}$/),
  page: z.int().min(1).max(9),
  tags: z.array(z.string()).min(1),
});

it('says what is wrong with a field in plain Chinese: no types of a program, no regular expressions', () => {
  const wrong: [unknown, string, string][] = [
    [{}, 'name', '必须填写'],
    [{ name: 5 }, 'name', '应是文字'],
    [{ name: '甲' }, 'name', '太短：至少 2 个字'],
    [{ name: '甲乙丙丁戊己' }, 'name', '太长：最多 5 个字'],
    [{ kind: 'boss' }, 'kind', '不在可以选择的值之中'],
    [{ id: 'x' }, 'id', '格式不对'],
    [{ page: 0 }, 'page', '太小：不能小于 1'],
    [{ page: 'x' }, 'page', '应是数字'],
    [{ tags: [] }, 'tags', '至少要有 1 项'],
    [{ more: 1 }, '', '有不认识的字段：more'],
  ];
  for (const [input, path, message] of wrong) {
    const error = caught(() => validInput(Form, input));
    expect(error.problems).toContainEqual({ path, message });
    for (const problem of error.problems) expect(problem.message).not.toMatch(/undefined|string|number|\/\^/);
  }
});

function caught(run: () => void): AppError {
  try {
    run();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}
