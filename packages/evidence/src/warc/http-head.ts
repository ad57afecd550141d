/** Name and value pairs as they stood on the wire, in order. */
export type RawHeaders = readonly (readonly [name: string, value: string])[];

/** Request line and headers of a GET as the bytes of a WARC request record. */
export function requestHead(url: URL, headers: RawHeaders): Buffer {
  return Buffer.from(`GET ${url.pathname}${url.search} HTTP/1.1\r\n${headerLines(headers)}\r\n`, 'latin1');
}

/**
 * Status line and headers of a response as the bytes of a WARC response record. The body is kept after its
 * chunked transfer coding was removed, so that header is renamed (as warcio and pywb do) and the length set right.
 */
export function responseHead(status: number, reason: string, headers: RawHeaders, bodyBytes: number): Buffer {
  const kept: [string, string][] = [];
  let chunked = false;
  for (const [name, value] of headers) {
    const isTransferCoding = name.toLowerCase() === 'transfer-encoding';
    chunked ||= isTransferCoding;
    kept.push([isTransferCoding ? `X-Orig-${name}` : name, value]);
  }
  if (chunked) kept.push(['Content-Length', String(bodyBytes)]);
  return Buffer.from(`HTTP/1.1 ${status} ${reason}\r\n${headerLines(kept)}\r\n`, 'latin1');
}

function headerLines(headers: RawHeaders): string {
  let text = '';
  for (const [name, value] of headers) text += `${name}: ${value}\r\n`;
  return text;
}
