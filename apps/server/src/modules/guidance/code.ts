import { createHash, randomInt } from 'node:crypto';

/** No 0/O, 1/I/L: read over the telephone and typed from paper. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const LENGTH = 12;

/** A party's code for answering: `640500-7K3M-Q2XP-9HTD`, 59 bits of chance after the bureau. */
export function newCode(bureau: string): string {
  const chance = Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return `${bureau}-${chance.match(/.{4}/g)!.join('-')}`;
}

/** Takes a typed code apart; undefined for what cannot be one. Only the hash is ever stored or looked for. */
export function readCode(typed: string): { bureau: string; hash: string } | undefined {
  const plain = typed.toUpperCase().replaceAll(/[\s\-—–_]/g, '');
  const parts = /^(\d{6})([2-9A-HJKMNP-Z]{12})$/.exec(plain);
  return parts ? { bureau: parts[1]!, hash: hashOf(plain) } : undefined;
}

/** SHA-256 of the code without its dashes. */
export function hashOf(code: string): string {
  return createHash('sha256').update(code.replaceAll('-', '')).digest('hex');
}
