/** The extra fields of a header by id (APPNOTE 4.5); undefined when they do not fill their space exactly. */
export function readExtra(bytes: Uint8Array): Map<number, Uint8Array> | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const fields = new Map<number, Uint8Array>();
  let at = 0;
  while (at + 4 <= bytes.length) {
    const length = view.getUint16(at + 2, true);
    if (at + 4 + length > bytes.length) return undefined;
    fields.set(view.getUint16(at, true), bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return at === bytes.length ? fields : undefined;
}

const ZIP64 = 1;
const UNIX_TIMES = 0x5455;

/** Replaces the sizes and the offset that say 0xFFFFFFFF by those of the ZIP64 field, in its fixed order. */
export function resolveZip64(
  fields: ReadonlyMap<number, Uint8Array>,
  values: readonly number[],
): number[] | undefined {
  const bytes = fields.get(ZIP64);
  if (!bytes) return values.includes(0xffff_ffff) ? undefined : [...values];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = 0;
  return values.map((value) => {
    if (value !== 0xffff_ffff || at + 8 > bytes.length) return value;
    at += 8;
    return Number(view.getBigUint64(at - 8, true));
  });
}

/** True when no field that both headers carry says two different things. */
export function extrasAgree(
  local: ReadonlyMap<number, Uint8Array>,
  central: ReadonlyMap<number, Uint8Array>,
): boolean {
  for (const [id, a] of local) {
    const b = central.get(id);
    if (!b || id === ZIP64) continue;
    // The central form of the Unix times holds the flags and the first time only.
    const length = id === UNIX_TIMES ? Math.min(a.length, b.length) : a.length === b.length ? a.length : 0;
    for (let i = 0; i < length; i += 1) if (a[i] !== b[i]) return false;
  }
  return true;
}
