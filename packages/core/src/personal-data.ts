import { z } from 'zod';

/** A phone number as lists show it: 138****1234, 0955-****567. Personal data is unmasked only with a reason, audited. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  if (digits.length < 7) return '****';
  const head = digits.length === 11 && digits.startsWith('1') ? 3 : Math.max(2, digits.length - 8);
  return `${digits.slice(0, head)}****${digits.slice(-(digits.length - head - 4) || -3)}`;
}

/** An address with its last part hidden: 宁夏中卫市沙坡头区****. */
export function maskAddress(address: string): string {
  const end = /^.*?(?:区|县|市)(?=[^区县市]*$)/u.exec(address)?.[0] ?? address.slice(0, 6);
  return `${end}****`;
}

/** A person's name: the first character stays, 张**; the length is hidden too. */
export function maskName(name: string): string {
  return `${[...name.trim()][0] ?? ''}**`;
}

const ORGANISATION =
  /[公司厂店部行社局院所团馆铺场站网队会校园室]$|公司|中心|集团|企业|合作社|委员会|平台|超市|政府|法院|大队|支队|总队/u;

/** Whether a name reads as that of an organisation; whatever does not is treated as a person's. */
export function isOrganisationName(name: string): boolean {
  return [...name.trim()].length > 3 && ORGANISATION.test(name.trim());
}

/** A personal field that is being saved: masked words shown on a page never overwrite the real ones. */
export function unmasked(longest: number) {
  return z
    .string()
    .trim()
    .max(longest)
    .refine((words) => !words.includes('*'), '内容带有脱敏的星号，请填写完整内容，不改就保持原样');
}

/** Asked before personal data is shown in full; goes into the audit log. */
export const UnmaskReason = z.object({ reason: z.string().trim().min(4).max(200) });

/** An identity number as lists show it: 640***********011X. */
export function maskIdNumber(number: string): string {
  const plain = number.trim();
  if (plain.length < 8) return '****';
  return `${plain.slice(0, 3)}${'*'.repeat(plain.length - 7)}${plain.slice(-4)}`;
}
