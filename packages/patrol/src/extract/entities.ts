import { DecodingMode, EntityDecoder, htmlDecodeTree } from 'entities/decode';

/** What the decoder found last; one page is read at a time. */
let decoded = '';
const decoder = new EntityDecoder(htmlDecodeTree, (point) => {
  decoded += String.fromCodePoint(point);
});

/** The characters that a reference stands for, and where it ends. */
export interface Entity {
  readonly text: string;
  readonly end: number;
}

/** The entity whose `&` stands at an offset of text (not of an attribute); undefined when none stands there. */
export function entityAt(html: string, at: number): Entity | undefined {
  return decodeAt(html, at, DecodingMode.Legacy);
}

/** An attribute value with its entities decoded: there `&copy=1` stays what it is. */
export function decodeEntities(html: string, from: number, to: number): string {
  let value = '';
  let kept = from;
  for (let at = html.indexOf('&', from); at >= 0 && at < to; at = html.indexOf('&', at + 1)) {
    const entity = decodeAt(html, at, DecodingMode.Attribute);
    if (!entity) continue;
    value += html.slice(kept, at) + entity.text;
    kept = entity.end;
    at = entity.end - 1;
  }
  return value + html.slice(kept, to);
}

function decodeAt(html: string, at: number, mode: DecodingMode): Entity | undefined {
  decoded = '';
  decoder.startEntity(mode);
  // A negative answer says that the page ended first: what was read so far may be an entity without its semicolon.
  const length = decoder.write(html, at + 1);
  const consumed = length < 0 ? decoder.end() : length;
  return consumed > 0 ? { text: decoded, end: at + consumed } : undefined;
}
