/** 138****1234, 0955****567: enough to tell two apart, not to call. */
export function maskPhone(phone: string): string {
  const digits = phone.replaceAll(/\D/g, '');
  return digits.length < 7 ? '****' : `${digits.slice(0, 3)}****${digits.slice(-4)}`;
}

const ORGANISATION = /(公司|厂|店|部|社|行|所|院|中心|超市|商行|合作社|馆|站|局)$/;

/** 张三 → 张某, 欧阳修（经理）、李四 → 欧某某（经理）、李某; the name of an organisation stays, it is published as it is. */
export function maskName(names: string): string {
  return names
    .split(/([、，,；;\s]+|（[^）]*）|\([^)]*\))/u)
    .map((name) =>
      name.length < 2 || name.length > 5 || /^[、，,；;\s（(]/u.test(name) || ORGANISATION.test(name)
        ? name
        : `${name.slice(0, 1)}${'某'.repeat(Math.min(2, name.length - 1))}`,
    )
    .join('');
}

/** An ID number or account: the first six characters, the rest hidden. */
export function maskTail(text: string): string {
  return text.length <= 6 ? '******' : `${text.slice(0, 6)}${'*'.repeat(text.length - 6)}`;
}

/** An address down to its county or district; what is nearer is hidden. */
export function maskAddress(address: string): string {
  const end = /^.*?(?:自治县|区|县|旗)/u.exec(address)?.[0] ?? /^.*?市/u.exec(address)?.[0] ?? '';
  return `${end}****`;
}
