/** Paths with a meaning of their own inside a sealed file. */
export const SEALED_PATHS = {
  warc: 'archive/data.warc.gz',
  index: 'indexes/index.cdx',
  pages: 'pages/pages.jsonl',
  screenshot: 'evidence/screenshot.png',
  marked: 'evidence/marked.png',
  html: 'evidence/page.html',
  text: 'evidence/page.txt',
  log: 'logs/capture.jsonl',
  record: 'evidence/record.json',
  datapackage: 'datapackage.json',
  digest: 'datapackage-digest.json',
} as const;

/** Format name of the capture record; a reader refuses what it does not know. */
export const RECORD_FORMAT = 'wangjian-evidence-1.0';

/** How the roots of a record are computed, in words, for whoever checks by other means. */
export const TREE_RULE =
  'RFC 6962 2.1; leaf = H(0x00 || path || 0x00 || bytes || 0x00 || H(file)), node = H(0x01 || left || right)';

/** One file of a sealed package; digests in lower-case hex. */
export interface SealedFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly sm3: string;
}

/** The part of `evidence/record.json` that verification reads; the facts of the capture stand beside it. */
export interface SealedRecord {
  readonly format: string;
  /** In the order of the package. */
  readonly files: readonly SealedFile[];
  readonly tree: { readonly rule: string; readonly sha256: string; readonly sm3: string };
}
