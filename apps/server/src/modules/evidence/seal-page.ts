import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AddressPolicy } from '@wangjian/evidence/browser/guarded-proxy.ts';
import { captureStored } from '@wangjian/evidence/capture/capture-stored.ts';
import { sealCapture } from '@wangjian/evidence/seal/seal-capture.ts';
import type { Browser } from 'playwright-core';
import type { FileStore } from '../../platform/files/file-store.ts';

/** A stored response and what is to be pointed at in it. */
export interface PageToSeal {
  readonly warcBlob: string;
  readonly offset: number;
  readonly length: number;
  readonly charset: string | null;
  readonly terms: readonly string[];
  readonly caseNumber?: string | undefined;
}

/** A sealed file in the store. */
export interface SealedPage {
  readonly fileBlob: string;
  readonly screenshotBlob: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly sm3: string;
  readonly title: string;
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * Seals exactly the response that was screened: its record is taken out of the patrol's WARC file in the store, shown
 * by the embedded browser (only style sheets, pictures and fonts are fetched, through the guard), and sealed as WACZ together with the picture.
 */
export async function sealPage(
  files: FileStore,
  browser: Browser,
  dress: AddressPolicy,
  page: PageToSeal,
): Promise<SealedPage> {
  const folder = await mkdtemp(join(tmpdir(), 'wangjian-seal-'));
  try {
    const member = await files.read(page.warcBlob, {
      start: page.offset,
      end: page.offset + page.length - 1,
    });
    await writeFile(join(folder, 'record.warc.gz'), member);
    const term = page.terms.find((one) => one !== '');
    const capture = await captureStored(
      { folder, location: { file: 'record.warc.gz', offset: 0, length: page.length } },
      {
        browser,
        dress,
        ...(page.charset === null ? {} : { charset: page.charset }),
        ...(term === undefined ? {} : { mark: { term } }),
        ...(page.caseNumber === undefined ? {} : { circumstances: { caseNumber: page.caseNumber } }),
      },
    );
    const file = join(folder, 'evidence.wacz');
    await sealCapture(capture, file);
    const sm3 = createHash('sm3');
    for await (const chunk of createReadStream(file)) sm3.update(chunk as Buffer);
    const stored = await files.put(createReadStream(file));
    const picture = await files.put(capture.mark?.png ?? capture.screenshot.png);
    return {
      fileBlob: stored.sha256,
      screenshotBlob: picture.sha256,
      bytes: (await stat(file)).size,
      sha256: stored.sha256,
      sm3: sm3.digest('hex'),
      title: capture.title,
      environment: flatten(capture.environment),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The file of a piece of evidence on disk for as long as `use` runs, for readers that need a path. */
export async function withEvidenceFile<T>(
  files: FileStore,
  blob: string,
  use: (path: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'wangjian-verify-'));
  try {
    const path = join(folder, 'evidence.wacz');
    await writeFile(path, await files.read(blob));
    return await use(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The environment as label → value, for the page of the evidence. */
function flatten(environment: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [
      name,
      typeof value === 'object' ? JSON.stringify(value) : String(value),
    ]),
  );
}
