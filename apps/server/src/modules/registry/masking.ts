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
