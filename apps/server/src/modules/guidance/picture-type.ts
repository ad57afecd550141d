/** What a party may send, known by its first bytes and never by its name or the sender's word. */
const KINDS: readonly (readonly [type: string, extension: string, starts: (bytes: Buffer) => boolean])[] = [
  ['image/jpeg', 'jpg', (bytes) => bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))],
  ['image/png', 'png', (bytes) => bytes.subarray(0, 8).equals(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'))],
  [
    'image/webp',
    'webp',
    (bytes) => bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP',
  ],
  ['application/pdf', 'pdf', (bytes) => bytes.toString('latin1', 0, 5) === '%PDF-'],
];

/** The type of a picture or PDF; undefined for everything else, which is refused. */
export function typeOfUpload(
  bytes: Buffer,
): { readonly type: string; readonly extension: string } | undefined {
  const kind = KINDS.find(([, , starts]) => starts(bytes));
  return kind && { type: kind[0], extension: kind[1] };
}
