/** Videos that are taken as material: what browsers and phones make and play. */
export type VideoType = 'video/mp4' | 'video/webm';

/** Major brands of ISO 14496-12 files that hold a video (not a picture, not audio alone). */
const BRANDS = /^(isom|iso[2-9]|mp4[12]|avc1|M4V |MSNV|mmp4|dash|3gp[4-9])$/;
/** How many bytes of a file tell its type: the `ftyp` box, or the head of an EBML file with its DocType. */
export const VIDEO_HEAD = 64;

/** What a video is, by its first bytes (at least `VIDEO_HEAD` of them) and not by its name; undefined for all else. */
export function videoType(head: Buffer): VideoType | undefined {
  if (head.length < VIDEO_HEAD) return undefined;
  const text = head.subarray(0, VIDEO_HEAD).toString('latin1');
  if (text.slice(4, 8) === 'ftyp') {
    const box = head.readUInt32BE(0);
    return box >= 16 && box <= 1024 && BRANDS.test(text.slice(8, 12)) ? 'video/mp4' : undefined;
  }
  // EBML magic, then DocType (0x4282), its length, its value (RFC 9559, section 26).
  return text.startsWith('\x1a\x45\xdf\xa3') && text.includes('\x42\x82\x84webm') ? 'video/webm' : undefined;
}
