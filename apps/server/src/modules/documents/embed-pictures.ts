import type PizZip from 'pizzip';

/** Stands around the SHA-256 of a picture in a rendered text (private use area), until the picture takes its place. */
const [OPEN, CLOSE] = ['\ue000', '\ue001'];
const MARKED = new RegExp(`${OPEN}([0-9a-f]{64})(?::([0-9]+))?${CLOSE}`, 'g');
const PARAGRAPH = /<w:p(?: [^>]*)?>(?:(?!<w:p[ >]).)*?<\/w:p>/gs;

/** The mark that a picture's placeholder is filled with; `width` in mm for one that is to stay small (a signature). */
export const pictureMark = (sha256: string, width?: number): string =>
  `${OPEN}${sha256}${width === undefined ? '' : `:${width}`}${CLOSE}`;

/** A picture as Word takes it: JPEG or PNG, with its size in pixels. */
export interface Picture {
  readonly type: 'image/jpeg' | 'image/png';
  readonly width: number;
  readonly height: number;
}

/** What a picture is, by its first bytes; undefined for anything but a whole JPEG or PNG head. */
export function readPicture(bytes: Buffer): Picture | undefined {
  if (bytes.length > 24 && bytes.subarray(0, 8).equals(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')))
    return sized('image/png', bytes.readUInt32BE(16), bytes.readUInt32BE(20));
  if (bytes.length < 4 || bytes[0] !== 0xff || bytes[1] !== 0xd8) return undefined;
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1]!;
    // SOF0 … SOF15 hold the size; C4, C8 and CC are tables.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return sized('image/jpeg', bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5));
    at += marker === 0xff ? 1 : 2 + bytes.readUInt16BE(at + 2);
  }
  return undefined;
}

const sized = (type: Picture['type'], width: number, height: number): Picture | undefined =>
  width > 0 && height > 0 ? { type, width, height } : undefined;

const EMU_PER_MM = 36_000;
/** The type area is 156 mm wide; two pictures with their captions fit on a page. */
const ROOM = { width: 140 * EMU_PER_MM, height: 88 * EMU_PER_MM };
/** 96 pixels to an inch. */
const EMU_PER_PIXEL = 9525;

function drawing(number: number, { width, height }: Picture, most: number): string {
  const natural = { width: width * EMU_PER_PIXEL, height: height * EMU_PER_PIXEL };
  const scale = Math.min(1, most / natural.width, ROOM.height / natural.height);
  const [cx, cy] = [Math.round(natural.width * scale), Math.round(natural.height * scale)];
  const name = `图片${number}`;
  return `<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0"><wp:extent cx="${cx}" cy="${cy}"/><wp:docPr id="${number}" name="${name}"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="${number}" name="${name}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="rIdPicture${number}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="${cx}" cy="${cy}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`;
}

/** Lines of an official document are of fixed height, which would cut a picture off. */
const AROUND = [
  '<w:p><w:pPr><w:keepNext/><w:spacing w:before="120" w:after="60" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/></w:pPr>',
  '</w:p>',
] as const;

/**
 * Puts real pictures where the rendered document has their marks: the paragraph of a mark becomes the picture,
 * centred, with its caption kept beside it. A picture that is not given says so in its place.
 */
export function embedPictures(zip: PizZip, pictures: ReadonlyMap<string, Buffer>): void {
  const xml = zip.file('word/document.xml')!.asText();
  if (!xml.includes(OPEN)) return;
  const numbers = new Map<string, { number: number; picture: Picture }>();
  const known = (sha256: string) => {
    const bytes = pictures.get(sha256);
    const picture = bytes && readPicture(bytes);
    if (!bytes || !picture) return undefined;
    const entry = numbers.get(sha256) ?? { number: numbers.size + 1, picture };
    if (!numbers.has(sha256)) {
      numbers.set(sha256, entry);
      zip.file(`word/media/picture${entry.number}.${ENDINGS[picture.type]}`, bytes);
    }
    return entry;
  };
  const placed = xml.replaceAll(PARAGRAPH, (paragraph) => {
    const [mark] = paragraph.matchAll(MARKED);
    const entry = mark && known(mark[1]!);
    if (!entry) return paragraph;
    const most = mark?.[2] === undefined ? ROOM.width : Math.min(ROOM.width, Number(mark[2]) * EMU_PER_MM);
    return `${AROUND[0]}${drawing(entry.number, entry.picture, most)}${AROUND[1]}`;
  });
  zip.file('word/document.xml', placed.replaceAll(MARKED, '（缺少图片）'));
  if (numbers.size > 0) register(zip, [...numbers.values()]);
}

const ENDINGS = { 'image/jpeg': 'jpeg', 'image/png': 'png' } as const;

/** Names the pictures in the package: their types, and their relations to the main part. */
function register(zip: PizZip, entries: readonly { number: number; picture: Picture }[]): void {
  const relation = ({ number, picture }: (typeof entries)[number]) =>
    `<Relationship Id="rIdPicture${number}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/picture${number}.${ENDINGS[picture.type]}"/>`;
  const rels = 'word/_rels/document.xml.rels';
  const none =
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>';
  zip.file(
    rels,
    (zip.file(rels)?.asText() ?? none).replace(
      '</Relationships>',
      `${entries.map(relation).join('')}</Relationships>`,
    ),
  );
  const types = zip.file('[Content_Types].xml')!.asText();
  const missing = (Object.keys(ENDINGS) as Picture['type'][])
    .filter((type) => !types.includes(`Extension="${ENDINGS[type]}"`))
    .map((type) => `<Default Extension="${ENDINGS[type]}" ContentType="${type}"/>`);
  zip.file('[Content_Types].xml', types.replace(/(<Types[^>]*>)/, `$1${missing.join('')}`));
}
