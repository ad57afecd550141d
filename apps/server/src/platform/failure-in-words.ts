import { AppError } from '@wangjian/core/errors.ts';
import { databaseError } from './db/errors.ts';

/** What a failed job is to say in its record: a full disk and an absent database in their own words, else `lead` and the cause. */
export function failureInWords(error: unknown, lead: string): AppError {
  if (error instanceof AppError) return error;
  const known = databaseError(error);
  return known ?? new AppError('internal', `${lead}：${(error as Error).message}`, { cause: error });
}
