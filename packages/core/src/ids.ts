/** What an id says by itself: `lead_640500_01J…` is kind, bureau and ULID. */
export interface IdParts {
  readonly kind: string;
  /** City-level code of GB/T 2260: the shard that the record lives in. */
  readonly bureau: string;
  readonly ulid: string;
}

const SHAPE = /^([a-z]+)_(\d{6})_([0-7][0-9A-HJKMNP-TV-Z]{25})$/;
const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Takes an id apart; undefined when it is not one of ours. */
export function parseId(id: string): IdParts | undefined {
  const match = SHAPE.exec(id);
  return match ? { kind: match[1]!, bureau: match[2]!, ulid: match[3]! } : undefined;
}

/** The instant in a ULID's first ten characters (milliseconds since 1970, Crockford's base 32). */
export function instantOfUlid(ulid: string): Date {
  let milliseconds = 0;
  for (const character of ulid.slice(0, 10)) milliseconds = milliseconds * 32 + CROCKFORD.indexOf(character);
  return new Date(milliseconds);
}

/** The month (UTC) in which an id was made, as 202611: the partition of its row. Throws a RangeError on another text. */
export function monthOfId(id: string): number {
  const parts = parseId(id);
  if (!parts) throw new RangeError(`不是有效的编号：“${id}”`);
  return monthOf(instantOfUlid(parts.ulid));
}

/** The bureau in an id. Throws a RangeError on another text. */
export function bureauOfId(id: string): string {
  const parts = parseId(id);
  if (!parts) throw new RangeError(`不是有效的编号：“${id}”`);
  return parts.bureau;
}

/** A UTC month as a number: 202611. */
export function monthOf(instant: Date): number {
  return instant.getUTCFullYear() * 100 + instant.getUTCMonth() + 1;
}
