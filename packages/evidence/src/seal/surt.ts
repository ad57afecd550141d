/**
 * Sort key of an address in a CDXJ index (SURT form: `com,example)/path?query`), as pywb and ReplayWeb.page make it:
 * lower case, `www.` dropped, parameters sorted.
 */
export function surt(address: string): string {
  if (!/^https?:/i.test(address)) return address;
  const url = new URL(address.replace(/^(https?:\/\/)www\d*\./i, '$1').toLowerCase());
  url.searchParams.sort();
  const host = url.hostname.split('.').reverse().join(',');
  return `${host}${url.port ? `:${url.port}` : ''})${url.pathname}${url.search}`;
}
