import { isOrganisationName, maskAddress, maskIdNumber, maskPhone } from '@wangjian/core/personal-data.ts';

const PHONE = /(?:^|_)phones?$|Phones?$/;
const ID_NUMBER = /^id_?number$/i;
const ADDRESS = /^(?:address|party_?address)$/i;
/** The fields that name whom an address belongs to, the surest first. */
const NAMES = ['operatorName', 'party', 'name'];

/** An address is a person's home unless a code or a name says that it is a firm's; what reads as a web address is none. */
function isHome(address: string, beside: Readonly<Record<string, unknown>>): boolean {
  if (beside.uscc || /^https?:|^[\x20-\x7e]*$/.test(address)) return false;
  const name = NAMES.map((field) => beside[field]).find((one) => typeof one === 'string' && one !== '');
  return typeof name === 'string' && !isOrganisationName(name);
}

/**
 * What an audit entry keeps of a record: telephone and identity numbers masked, addresses of natural persons too, as on
 * the pages. The log is read by those who may not see them whole; who asked to, stands in it with the reason.
 */
export function maskPersonal(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(maskPersonal);
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  const record = value as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries(record).map(([field, content]) => {
      const mask = maskOf(field, record);
      if (mask && typeof content === 'string') return [field, content === '' ? content : mask(content)];
      if (mask && Array.isArray(content))
        return [field, content.map((one) => (typeof one === 'string' ? mask(one) : maskPersonal(one)))];
      return [field, maskPersonal(content)];
    }),
  );
}

function maskOf(
  field: string,
  beside: Readonly<Record<string, unknown>>,
): ((content: string) => string) | null {
  if (PHONE.test(field)) return maskPhone;
  if (ID_NUMBER.test(field)) return maskIdNumber;
  if (ADDRESS.test(field)) return (content) => (isHome(content, beside) ? maskAddress(content) : content);
  return null;
}
