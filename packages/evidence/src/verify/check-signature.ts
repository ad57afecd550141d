import { parseObject, textOf } from './manifest.ts';
import type { Problem } from './problem.ts';

/** A signature of the manifest, as WACZ tools put it into datapackage-digest.json (WACZ Signing and Verification 0.1). */
export interface ManifestSignature {
  readonly type: 'wacz-key' | 'wacz-domain';
  /** True when the key fits the signature; undefined when its kind is not known here. Who owns the key is not judged. */
  readonly valid: boolean | undefined;
  readonly publicKey: string;
  readonly domain?: string;
  readonly created?: string;
}

/** What checking the signature found. */
export interface SignatureCheck {
  readonly problems: Problem[];
  readonly signatures: ManifestSignature[];
  readonly stamps: { readonly type: 'rfc3161'; readonly valid: undefined }[];
}

type Bytes = Uint8Array<ArrayBuffer>;

function fromBase64(text: string): Bytes | undefined {
  try {
    return Uint8Array.from(atob(text.replace(/\s+/g, '')), (sign) => sign.charCodeAt(0));
  } catch {
    return undefined;
  }
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

/** A DER element: where its content begins and where it ends. */
function element(der: Uint8Array, at: number): { start: number; end: number } | undefined {
  let length = der[at + 1] ?? 0;
  let start = at + 2;
  if (length & 0x80) {
    const count = length & 0x7f;
    length = 0;
    for (let i = 0; i < count; i += 1) length = length * 256 + (der[start + i] ?? 0);
    start += count;
  }
  return start + length <= der.length ? { start, end: start + length } : undefined;
}

/** SubjectPublicKeyInfo of a certificate (RFC 5280, 4.1): the seventh field of its first part, version included. */
function publicKeyOf(certificate: Uint8Array): Bytes | undefined {
  const outer = element(certificate, 0);
  const inner = outer && element(certificate, outer.start);
  if (!inner) return undefined;
  let at = inner.start;
  const before = certificate[at] === 0xa0 ? 6 : 5;
  for (let i = 0; i < before; i += 1) at = element(certificate, at)?.end ?? certificate.length;
  const end = element(certificate, at)?.end;
  return end ? new Uint8Array(certificate.subarray(at, end)) : undefined;
}

/** An ECDSA signature as two numbers of `width` bytes each, from either of the two forms in use. */
function rawSignature(signature: Bytes, width: number): Bytes {
  if (signature.length === width * 2 || signature[0] !== 0x30) return signature;
  const raw = new Uint8Array(width * 2);
  let at = element(signature, 0)?.start ?? 0;
  for (const k of [0, 1]) {
    const number = element(signature, at);
    if (!number) return signature;
    const digits = signature.subarray(number.start, number.end);
    const kept = digits.subarray(Math.max(0, digits.length - width));
    raw.set(kept, width * (k + 1) - kept.length);
    at = number.end;
  }
  return raw;
}

/** Length of a SubjectPublicKeyInfo tells its curve. */
const CURVES: Readonly<Record<number, { readonly name: string; readonly width: number }>> = {
  91: { name: 'P-256', width: 32 },
  120: { name: 'P-384', width: 48 },
  158: { name: 'P-521', width: 66 },
};

async function fits(spki: Bytes, signature: Bytes, data: string): Promise<boolean | undefined> {
  const curve = CURVES[spki.length];
  if (!curve) return undefined;
  try {
    const algorithm = { name: 'ECDSA', namedCurve: curve.name };
    const key = await crypto.subtle.importKey('spki', spki, algorithm, false, ['verify']);
    const raw = rawSignature(signature, curve.width);
    return await crypto.subtle.verify(
      { name: 'ECDSA', hash: 'SHA-256' },
      key,
      raw,
      new TextEncoder().encode(data),
    );
  } catch {
    // Not a key: the signature cannot hold.
    return false;
  }
}

/**
 * The signature in datapackage-digest.json, where there is one: it must be of this manifest's hash, made by the key that
 * it names. Trust in that key, its certificate chain and the time-stamp are not judged.
 */
export async function checkSignature(
  digestFile: Uint8Array | undefined,
  created: string,
): Promise<SignatureCheck> {
  const none: SignatureCheck = { problems: [], signatures: [], stamps: [] };
  const json = digestFile && parseObject(digestFile);
  const signed = json?.signedData;
  if (!json || signed === undefined) return none;
  const bad = (detail: string): SignatureCheck => ({ ...none, problems: [{ severity: 'altered', detail }] });
  if (typeof signed !== 'object' || signed === null) return bad('签名数据不是有效的 JSON');
  const data = signed as Readonly<Record<string, unknown>>;
  if (textOf(data, 'hash') !== textOf(json, 'hash')) return bad('签名所签的不是本文件的清单');
  const stated = textOf(data, 'created');
  const certificate = textOf(data, 'domainCert')
    .split('-----END')[0]!
    .replace(/-----BEGIN [A-Z ]+-----/, '');
  const signature = fromBase64(textOf(data, 'signature'));
  const der = certificate.trim() === '' ? undefined : fromBase64(certificate);
  const spki = der ? publicKeyOf(der) : fromBase64(textOf(data, 'publicKey'));
  if (!signature || !spki) return bad('签名或公钥读不出来');
  const valid = await fits(spki, signature, textOf(data, 'hash'));
  const domain = textOf(data, 'domain');
  const problems: Problem[] = [];
  if (valid === false) problems.push({ severity: 'altered', detail: '签名与公钥、清单不符' });
  if (stated !== '' && created !== '' && stated !== created) {
    problems.push({ severity: 'altered', detail: '签名所写的时间与清单不符' });
  }
  const found: ManifestSignature = {
    type: der ? 'wacz-domain' : 'wacz-key',
    valid,
    publicKey: toBase64(spki),
    ...(domain ? { domain } : {}),
    ...(stated ? { created: stated } : {}),
  };
  return {
    problems,
    signatures: [found],
    stamps: textOf(data, 'timeSignature') ? [{ type: 'rfc3161', valid: undefined }] : [],
  };
}
