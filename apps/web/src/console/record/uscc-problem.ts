import { usccCheckCharacter } from '@wangjian/core/uscc.ts';

/** What is wrong with a 统一社会信用代码 (GB 32100-2015) as typed, or null; the server checks again. */
export function usccProblem(text: string): string | null {
  const code = text.trim().toUpperCase();
  if (code.length !== 18) return `应为 18 位，现在是 ${code.length} 位`;
  const check = usccCheckCharacter(code.slice(0, 17));
  if (check === undefined) return '含有代码中不会出现的字符（如字母 I、O、S、V、Z）';
  return check === code[17] ? null : '校验位不对，请核对是否写错';
}
