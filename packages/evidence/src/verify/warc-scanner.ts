import { GzipMembers } from './gzip-members.ts';
import type { HashFactory } from './hashes.ts';
import type { Problem } from './problem.ts';
import { type ParsedRecord, type ScannedRecord, WarcFormatError, WarcParser } from './warc-parser.ts';

/** Reads one WARC file of a package as its bytes go by: finds its records and checks their digests. */
export class WarcScanner {
  readonly path: string;
  readonly records: ScannedRecord[] = [];
  readonly problems: Problem[] = [];
  digests = 0;
  private readonly gzip: GzipMembers | undefined;
  private readonly parser: WarcParser;
  private readonly maxInflated: number;
  private inflated = 0;
  private firstOfMember = 0;
  private dead = false;

  constructor(path: string, hashes: HashFactory, maxInflated: number) {
    this.path = path;
    this.maxInflated = maxInflated;
    this.gzip = path.toLowerCase().endsWith('.gz') ? new GzipMembers() : undefined;
    this.parser = new WarcParser(hashes);
  }

  push(chunk: Uint8Array): void {
    this.guarded(() => {
      if (!this.gzip) return this.parse(chunk);
      for (const event of this.gzip.push(chunk)) {
        if ('data' in event) this.parse(event.data);
        else this.endMember(event);
      }
    });
  }

  finish(): void {
    this.guarded(() => {
      this.gzip?.finish();
      this.parser.finish();
    });
    if (!this.dead && this.records.length === 0) this.report('missing', '没有任何记录');
  }

  private guarded(work: () => void): void {
    if (this.dead) return;
    try {
      work();
    } catch (error) {
      if (!(error instanceof WarcFormatError)) throw error;
      this.dead = true;
      this.report(error.cut ? 'missing' : 'altered', error.message);
    }
  }

  private report(severity: Problem['severity'], detail: string): void {
    this.problems.push({ severity, detail: `${this.path}：${detail}` });
  }

  private parse(data: Uint8Array): void {
    this.inflated += data.length;
    if (this.inflated > this.maxInflated)
      throw new WarcFormatError('解压后大得不合常理，疑为压缩炸弹，停止检查');
    for (const parsed of this.parser.push(data)) this.take(parsed);
  }

  private take({ record, badDigests, checkedDigests }: ParsedRecord): void {
    this.digests += checkedDigests;
    this.records.push(record);
    for (const digest of badDigests) {
      this.report(
        'altered',
        `第 ${this.records.length} 条记录（${record.url || record.type}）的${digest}摘要不符`,
      );
    }
  }

  /** In a compressed file a record lies where its member lies; a member of several records cannot be addressed singly. */
  private endMember(member: { offset: number; length: number }): void {
    this.parser.finish();
    const own = this.records.slice(this.firstOfMember);
    for (const [i, record] of own.entries()) {
      record.offset = i === 0 ? member.offset : -1;
      record.length = member.length;
    }
    this.firstOfMember = this.records.length;
  }
}
