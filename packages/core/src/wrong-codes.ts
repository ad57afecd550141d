import { isUscc } from './uscc.ts';

const PRINTED = /信用代码[^0-9a-zA-Z。\n]{0,6}([0-9a-zA-Z]{15,20})/g;

/**
 * Codes that a text prints as 统一社会信用代码 and that cannot be one (GB 32100: 18 characters, check digit). Numbers of
 * 15 digits are registration numbers of the time before and count as right.
 */
export function wrongCodes(text: string): string[] {
  if (!text.includes('信用代码')) return [];
  const found = new Set<string>();
  for (const match of text.normalize('NFKC').matchAll(PRINTED)) {
    const code = match[1]!.toUpperCase();
    if (code.length === 18 ? !isUscc(code) : !/^\d{15}$/.test(code)) found.add(code);
  }
  return [...found];
}
