const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** What is wrong with a 统一社会信用代码 (GB 32100-2015), or null; the server checks again. */
export function usccProblem(text: string): string | null {
  const code = text.trim().toUpperCase();
  if (code.length !== 18) return `应为 18 位，现在是 ${code.length} 位`;
  const digits = [...code].map((letter) => ALPHABET.indexOf(letter));
  const wrong = digits.indexOf(-1);
  if (wrong >= 0) return `第 ${wrong + 1} 位“${code[wrong]}”不是代码中可用的字符`;
  const sum = digits.slice(0, 17).reduce((total, digit, index) => total + digit * (3 ** index % 31), 0);
  return (31 - (sum % 31)) % 31 === digits[17] ? null : '校验位不对，请核对是否写错';
}
