import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type Clock, systemClock } from '@wangjian/core/clock.ts';
import { AppendFile, type OpenDiskFile } from './append-file.ts';
import { encodeWarcRecord, type WarcRecord } from './warc-record.ts';
import { checkWarcTail } from './warc-recovery.ts';

/** Where a record's gzip member lies: file name inside the folder, first byte, count of bytes. */
export interface WarcLocation {
  readonly file: string;
  readonly offset: number;
  readonly length: number;
}

export interface WarcWriterOptions {
  /** Made when it does not exist. */
  readonly folder: string;
  /** Files are named `<prefix>-00001.warc.gz`; default `patrol`. */
  readonly prefix?: string;
  /** A new file is begun when the present one has reached this size; default 256 MiB. */
  readonly maxBytes?: number;
  /** Fields of the warcinfo record: software, operator, … */
  readonly info?: Readonly<Record<string, string>>;
  readonly clock?: Clock;
  /** Milliseconds that records wait for others to be written with them; default 0. */
  readonly gatherMs?: number;
  /** Only for tests: how a file is opened. */
  readonly openDisk?: OpenDiskFile;
}

interface Waiting {
  readonly members: readonly Uint8Array[];
  readonly done: (locations: WarcLocation[]) => void;
  readonly failed: (error: unknown) => void;
}

const DEFAULT_MAX_BYTES = 256 * 1024 * 1024;

/** Appends WARC records to a row of files in one folder; one writer a folder and prefix. */
export class WarcWriter {
  private readonly options: WarcWriterOptions;
  private readonly prefix: string;
  private waiting: Waiting[] = [];
  private draining: Promise<void> | undefined;
  private current: AppendFile | undefined;
  private number: number;

  private constructor(options: WarcWriterOptions, prefix: string, number: number) {
    this.options = options;
    this.prefix = prefix;
    this.number = number;
  }

  /** Opens the folder; a torn last record (kill -9, power failure) of the newest file is cut off. */
  static async open(options: WarcWriterOptions): Promise<WarcWriter> {
    const prefix = options.prefix ?? 'patrol';
    await mkdir(options.folder, { recursive: true });
    const numbers = (await readdir(options.folder)).map((name) => fileNumber(name, prefix));
    const newest = Math.max(0, ...numbers);
    const writer = new WarcWriter(options, prefix, newest);
    if (newest > 0) await writer.reopen();
    return writer;
  }

  /**
   * Appends records so that they lie one behind the other in one file, and says where each is once it is written.
   * Throws AppError `storage_full` on a full disk; the file then ends with the last whole record.
   */
  async append(records: readonly WarcRecord[]): Promise<WarcLocation[]> {
    const members = await Promise.all(records.map(encodeWarcRecord));
    const { promise, resolve, reject } = Promise.withResolvers<WarcLocation[]>();
    this.waiting.push({ members, done: resolve, failed: reject });
    this.draining ??= this.drain();
    return promise;
  }

  /** Waits until what was appended is written and asks the disk to keep it. */
  async sync(): Promise<void> {
    await this.draining;
    await this.current?.sync();
  }

  async close(): Promise<void> {
    await this.sync();
    await this.current?.close();
    this.current = undefined;
  }

  private async reopen(): Promise<void> {
    const path = this.pathOf(this.number);
    const check = await checkWarcTail(path);
    if (check.foreign) return this.closeCurrent();
    this.current = await AppendFile.open(path, this.options.openDisk);
    if (check.wholeBytes < check.size) await this.current.cut(check.wholeBytes);
  }

  /** Writes all that waits, as many groups as there are in one call to the disk. */
  private async drain(): Promise<void> {
    if (this.options.gatherMs) await setTimeout(this.options.gatherMs);
    while (this.waiting.length > 0) {
      const batch = this.waiting;
      this.waiting = [];
      try {
        const file = await this.fileWithRoom();
        let offset = await file.append(batch.flatMap((group) => group.members));
        const name = this.nameOf(this.number);
        for (const group of batch) {
          const locations: WarcLocation[] = [];
          for (const member of group.members) {
            locations.push({ file: name, offset, length: member.length });
            offset += member.length;
          }
          group.done(locations);
        }
      } catch (error) {
        for (const group of batch) group.failed(error);
      }
    }
    this.draining = undefined;
  }

  private async fileWithRoom(): Promise<AppendFile> {
    if (this.current && this.current.length >= (this.options.maxBytes ?? DEFAULT_MAX_BYTES)) {
      await this.current.sync();
      await this.closeCurrent();
    }
    if (!this.current) {
      this.number += 1;
      this.current = await AppendFile.open(this.pathOf(this.number), this.options.openDisk);
    }
    if (this.current.length === 0) await this.current.append([await this.warcinfo()]);
    return this.current;
  }

  private warcinfo(): Promise<Buffer> {
    const fields = {
      software: 'Wangjian',
      format: 'WARC File Format 1.1',
      conformsTo: 'https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/',
      ...this.options.info,
    };
    const filename = this.nameOf(this.number);
    const date = (this.options.clock ?? systemClock).now();
    return encodeWarcRecord({ type: 'warcinfo', date, filename, fields });
  }

  private async closeCurrent(): Promise<void> {
    await this.current?.close();
    this.current = undefined;
  }

  private nameOf(number: number): string {
    return `${this.prefix}-${String(number).padStart(5, '0')}.warc.gz`;
  }

  private pathOf(number: number): string {
    return join(this.options.folder, this.nameOf(number));
  }
}

function fileNumber(name: string, prefix: string): number {
  const match = name.startsWith(`${prefix}-`)
    ? /^(\d{5,})\.warc\.gz$/.exec(name.slice(prefix.length + 1))
    : null;
  return match ? Number(match[1]) : 0;
}
