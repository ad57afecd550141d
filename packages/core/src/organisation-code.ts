const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2] as const;

/** True for a 组织机构代码 (GB 11714-1997): eight characters and a check character, with or without the hyphen. */
export function isOrganisationCode(code: string): boolean {
  const match = /^([0-9A-Z]{8})-?([0-9X])$/.exec(code);
  if (!match) return false;
  const sum = WEIGHTS.reduce<number>(
    (total, weight, i) => total + weight * ALPHABET.indexOf(match[1]![i]!),
    0,
  );
  const check = 11 - (sum % 11);
  return match[2] === (check === 10 ? 'X' : check === 11 ? '0' : String(check));
}
