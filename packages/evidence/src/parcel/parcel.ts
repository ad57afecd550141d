import type { CustodyLink } from './custody-hash.ts';

/** Format name of a parcel (移送材料包): a ZIP of a letter, sealed evidence and this manifest; readers refuse others. */
export const PARCEL_FORMAT = 'wangjian-parcel-1.0';
export const PARCEL_MANIFEST = 'manifest.json';

/** One file of a parcel; the digest in lower-case hex. */
export interface ParcelFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  /** What it is, in Chinese: 函件, 网页证据, 附件, 回执, 目录. */
  readonly what: string;
  readonly url?: string;
  readonly capturedOn?: string;
}

/** `manifest.json`. */
export interface ParcelManifest {
  readonly format: typeof PARCEL_FORMAT;
  readonly id: string;
  readonly title: string;
  readonly number: string | null;
  readonly from: string;
  readonly to: string;
  readonly packedAt: string;
  /** Every file but the manifest itself, in the order of the package. */
  readonly files: readonly ParcelFile[];
  readonly custody: readonly CustodyLink[];
}

/** The manifest read from its bytes; undefined when it is not one. */
export function readParcelManifest(bytes: Uint8Array): ParcelManifest | undefined {
  let raw: unknown;
  try {
    raw = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
  const manifest = raw as Partial<ParcelManifest> | null;
  if (
    manifest?.format !== PARCEL_FORMAT ||
    !Array.isArray(manifest.files) ||
    !Array.isArray(manifest.custody)
  )
    return undefined;
  const sound =
    manifest.files.every(
      (file: Partial<ParcelFile> | null) =>
        typeof file?.path === 'string' && typeof file.bytes === 'number' && typeof file.sha256 === 'string',
    ) &&
    manifest.custody.every(
      (link: Partial<CustodyLink> | null) => typeof link?.hash === 'string' && Array.isArray(link.sha256s),
    );
  return sound ? (manifest as ParcelManifest) : undefined;
}
