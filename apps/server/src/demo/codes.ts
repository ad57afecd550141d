import { usccCheckCharacter } from '@wangjian/core/uscc.ts';
import type { Random } from './random.ts';

const USCC_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const ORG_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/** What registers the operator: 91 company, 92 household business (个体工商户), 93 farmers' cooperative. */
export type RegistrationClass = '91' | '92' | '93' | '12';

/** An invented 统一社会信用代码 with the check digits of GB 32100-2015 and GB 11714-1997. */
export function makeUscc(random: Random, registration: RegistrationClass, region: string): string {
  const body = `MA${Array.from({ length: 6 }, () => random.pick([...USCC_ALPHABET])).join('')}`;
  const first17 = `${registration}${region}${body}${organisationCheck(body)}`;
  return first17 + (usccCheckCharacter(first17) ?? '');
}

function organisationCheck(body: string): string {
  const sum = [...body].reduce((total, char, i) => total + value36(char) * (ORG_WEIGHTS[i] ?? 0), 0);
  const check = 11 - (sum % 11);
  return check === 10 ? 'X' : check === 11 ? '0' : String(check);
}

function value36(char: string): number {
  return /\d/.test(char) ? Number(char) : char.charCodeAt(0) - 55;
}

/** The same code with a check digit that cannot be right, as a merchant who made it up would print it. */
export function breakUscc(uscc: string, random: Random): string {
  const wrong = [...USCC_ALPHABET].filter((char) => char !== uscc.charAt(17));
  return uscc.slice(0, 17) + random.pick(wrong);
}

/** 宁ICP备…号-1; eight digits before 2021, ten (year first) after. */
export function makeIcp(random: Random, provinceShort: string): string {
  const serial = random.chance(0.6)
    ? `${random.int(2021, 2026)}${random.digits(6)}`
    : `${random.int(11, 20)}${random.digits(6)}`;
  return `${provinceShort}ICP备${serial}号-${random.int(1, 3)}`;
}

/** 宁公网安备 + six digits of the region, three of the unit, five of the serial. */
export function makePolice(random: Random, provinceShort: string, region: string): string {
  return `${provinceShort}公网安备${region.slice(0, 6)}02${random.digits(6)}号`;
}

/** A landline of the city whose exchange digits (3…) are not given out there. */
export function makeLandline(random: Random, areaCode: string): string {
  return `${areaCode}-3${random.digits(areaCode.length === 3 ? 7 : 6)}`;
}

/** A mobile number of the new 192 segment, blocks 000x. */
export function makeMobile(random: Random): string {
  return `192000${random.digits(5)}`;
}

/** Food permit JY/SC number: kind, region, serial and the ISO 7064 MOD 11,10 check digit of 食品经营许可管理办法. */
export function makeFoodPermit(random: Random, letters: 'JY' | 'SC', region: string): string {
  const first13 = `${letters === 'SC' ? '101' : '1'}${region.slice(0, 6)}${random.digits(letters === 'SC' ? 4 : 6)}`;
  let product = 10;
  for (const digit of first13) {
    const sum = (Number(digit) + product) % 10;
    product = ((sum === 0 ? 10 : sum) * 2) % 11;
  }
  return `${letters}${first13}${(11 - product) % 10}`;
}
