import {
  type Calendars,
  computeDeadline,
  type DeadlineInput,
  type DeadlineOutcome,
  type Extension,
} from '@wangjian/core/deadline.ts';
import type { DeadlineRule } from '@wangjian/core/deadline-rule.ts';
import { AppError } from '@wangjian/core/errors.ts';
import { checkExtension } from './course.ts';
import { basisInWords } from './words.ts';

/**
 * Refuses what the law does not allow of a use written by hand: extensions that it does not know, one too many or too
 * long, and pauses that begin only after the end. Answers with warnings of what may rest on another law.
 */
export function checkUse(
  rule: DeadlineRule,
  input: DeadlineInput,
  outcome: DeadlineOutcome,
  calendars: Calendars,
): string[] {
  const warnings: string[] = [];
  const granted = [...(input.extensions ?? [])].sort((a, b) => (a.on < b.on ? -1 : 1));
  for (const [index, extension] of granted.entries()) {
    checkExtension(rule, index, extension.length, basisInWords(outcome.version));
    const earlier = { ...input, extensions: granted.slice(0, index) };
    const { strict } = computeDeadline(rule, earlier, calendars);
    if (extension.on > strict.slice(0, 10)) warnings.push(lateOnlyMoved(extension, index, strict));
  }
  if ((input.pauses?.length ?? 0) > 0 && rule.pauses.length === 0) {
    warnings.push('本期限没有规定不计入的时间，请核对扣除的依据');
  }
  const last = lastEnd(outcome);
  for (const { from, to } of input.pauses ?? []) {
    if (from <= last) continue;
    throw new AppError(
      'invalid_input',
      `不计入的时间 ${from}..${to} 在期限届满（${last}）之后才开始，不影响本期限，请检查日期`,
    );
  }
  return warnings;
}

const lateOnlyMoved = ({ on }: Extension, index: number, strict: string): string =>
  `第 ${index + 1} 次延长的决定（${on}）晚于不顺延的末日 ${strict.slice(0, 10)}，只有末日顺延的读法才没有届满，请核对`;

/** The last day on which any reading still lets it run. */
function lastEnd({ legal, readings }: DeadlineOutcome): string {
  const ends = [legal, ...readings.map((reading) => reading.legal)];
  return ends
    .map((end) => end.slice(0, 10))
    .sort()
    .at(-1) as string;
}
