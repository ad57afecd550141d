import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { AppError } from '@wangjian/core/errors.ts';
import { AppendFile, type OpenDiskFile } from '@wangjian/evidence/warc/append-file.ts';
import type { SiteReport } from './patrol-site.ts';
import type { SitePage } from './site-page.ts';
import type { SoftError } from './soft-error.ts';

/** Whole lines for one of the result files, each with its line feed. */
export interface OutputLine {
  readonly file: string;
  readonly text: string;
}

/** What the journal remembers of a page; its words are read again from the WARC. */
export type StoredPage = Omit<SitePage, 'onward' | 'fetchedAt'> & { readonly fetchedAt: string };

/** One step that is done for good. */
export type JournalItem =
  | { readonly site: string; readonly page: StoredPage }
  | { readonly site: string; readonly visit: { url: string; depth: number; error: SoftError | undefined } }
  | { readonly site: string; readonly report: SiteReport };

/** One line of the journal: steps, and how long each result file is with their lines in it. */
interface JournalLine {
  readonly ends: Readonly<Record<string, number>>;
  readonly items: readonly JournalItem[];
}

interface Waiting {
  readonly item: JournalItem;
  readonly lines: readonly OutputLine[];
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

const JOURNAL = 'journal.jsonl';
const LOCK = 'running.lock';
/** So long steps wait for others to be written with them: a call to the disk costs more than what one step writes. */
const GATHER_MS = 10;

/**
 * The folder of a run. Result files are append-only and the journal is their commit log: a line in it says how far
 * they are valid. After a crash what lies behind is cut off and done again, so nothing is lost and nothing twice.
 */
export class RunFolder {
  /** Sites that are finished. */
  readonly finished = new Map<string, SiteReport>();
  /** Steps of sites that were begun and not finished, in order. */
  readonly begun = new Map<string, JournalItem[]>();
  private readonly folder: string;
  private readonly outputs = new Map<string, AppendFile>();
  private journal: AppendFile | undefined;
  private waiting: Waiting[] = [];
  private draining: Promise<void> | undefined;

  private constructor(folder: string) {
    this.folder = folder;
  }

  /** Opens or makes the folder; AppError `conflict` when another run is using it. */
  static async open(folder: string, files: readonly string[], openDisk?: OpenDiskFile): Promise<RunFolder> {
    await mkdir(folder, { recursive: true });
    await lock(join(folder, LOCK));
    const run = new RunFolder(folder);
    try {
      await run.restore(files, openDisk);
      return run;
    } catch (error) {
      await run.close();
      throw error;
    }
  }

  /** Writes the lines and then the step, together with whatever else waits; resolves when both are in the files. */
  commit(item: JournalItem, lines: readonly OutputLine[]): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.waiting.push({ item, lines, done: resolve, failed: reject });
    this.draining ??= this.drain();
    return promise;
  }

  async close(): Promise<void> {
    const path = join(this.folder, LOCK);
    await this.draining;
    for (const file of [...this.outputs.values(), this.journal]) {
      await file?.sync();
      await file?.close();
    }
    held.delete(path);
    await rm(path, { force: true });
  }

  private async drain(): Promise<void> {
    while (this.waiting.length > 0) {
      await setTimeout(GATHER_MS);
      const batch = this.waiting;
      this.waiting = [];
      try {
        await this.write(batch);
        for (const step of batch) step.done();
      } catch (error) {
        for (const step of batch) step.failed(error);
      }
    }
    this.draining = undefined;
  }

  private async write(batch: readonly Waiting[]): Promise<void> {
    const before = this.ends();
    const texts = new Map<string, string>();
    for (const { lines } of batch) {
      for (const { file, text } of lines) texts.set(file, `${texts.get(file) ?? ''}${text}`);
    }
    try {
      for (const [name, text] of texts) await this.outputs.get(name)!.append([Buffer.from(text)]);
      const line: JournalLine = { ends: this.ends(), items: batch.map(({ item }) => item) };
      await this.journal!.append([Buffer.from(`${JSON.stringify(line)}\n`)]);
    } catch (error) {
      for (const [name, file] of this.outputs) if (file.length > before[name]!) await file.cut(before[name]!);
      throw error;
    }
  }

  private ends(): Record<string, number> {
    return Object.fromEntries([...this.outputs].map(([name, file]) => [name, file.length]));
  }

  private async restore(files: readonly string[], openDisk?: OpenDiskFile): Promise<void> {
    for (const name of files)
      this.outputs.set(name, await AppendFile.open(join(this.folder, name), openDisk));
    this.journal = await AppendFile.open(join(this.folder, JOURNAL), openDisk);
    const text = await readFile(join(this.folder, JOURNAL));
    const sizes = this.ends();
    let valid: Readonly<Record<string, number>> = {};
    let end = 0;
    for (;;) {
      const newline = text.indexOf(0x0a, end);
      const line = newline < 0 ? undefined : parseLine(text.toString('utf8', end, newline));
      // A file shorter than the journal says (a power failure): the steps from there on are done again.
      if (!line || files.some((name) => (line.ends[name] ?? 0) > sizes[name]!)) break;
      for (const item of line.items) this.remember(item);
      valid = line.ends;
      end = newline + 1;
    }
    if (end === 0 && files.some((name) => sizes[name]! > 0) && text.length === 0) {
      throw new AppError(
        'conflict',
        `文件夹 ${this.folder} 里已有别的结果文件，没有改动；请用 --out 换一个文件夹`,
      );
    }
    if (this.journal.length > end) await this.journal.cut(end);
    for (const [name, file] of this.outputs)
      if (file.length > (valid[name] ?? 0)) await file.cut(valid[name] ?? 0);
  }

  private remember(item: JournalItem): void {
    if ('report' in item) {
      this.finished.set(item.site, item.report);
      this.begun.delete(item.site);
      return;
    }
    const items = this.begun.get(item.site);
    if (items) items.push(item);
    else this.begun.set(item.site, [item]);
  }
}

function parseLine(text: string): JournalLine | undefined {
  try {
    return JSON.parse(text) as JournalLine;
  } catch {
    return undefined; // a torn line: what it would have said is done again
  }
}

/** Locks of this process; a lock file that names our number and is not here was left by a dead one (containers). */
const held = new Set<string>();

/** One run a folder: the lock names the process, and a lock whose process is gone is taken over. */
async function lock(path: string): Promise<void> {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      const file = await open(path, 'wx');
      held.add(path);
      await file.writeFile(`${process.pid}\n`);
      return await file.close();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw unwritable(path, error);
      const owner = Number.parseInt(await readFile(path, 'utf8').catch(() => ''), 10);
      if (held.has(path) || isAnotherAlive(owner)) {
        throw new AppError(
          'conflict',
          `另一个巡查（进程 ${owner}）正在写这个文件夹：${path}；请等它结束，或用 --out 换一个文件夹`,
        );
      }
      await rm(path, { force: true });
    }
  }
  throw new AppError('conflict', `无法取得 ${path}，请稍后再试`);
}

function isAnotherAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function unwritable(path: string, cause: unknown): AppError {
  const { code } = cause as NodeJS.ErrnoException;
  if (code === 'ENOSPC') return new AppError('storage_full', undefined, { cause });
  return new AppError('invalid_input', `不能在这里写文件：${path}（${code}）；请检查文件夹的权限`, { cause });
}
