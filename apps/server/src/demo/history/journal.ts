import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

/** What the plan of a past is made from: the same head gives the same courses, ids and keys. */
const Head = z.object({ format: z.literal(1), seed: z.string(), until: z.iso.datetime(), done: z.boolean() });
const Line = z.object({
  course: z.int(),
  what: z.string(),
  answer: z.unknown(),
  refused: z.string().optional(),
});
type Line = z.infer<typeof Line>;

/** Whether a past was begun here and is not whole. */
export function isHistoryOpen(file: string): boolean {
  if (!existsSync(file)) return false;
  return !headOf(readFileSync(file, 'utf8')).done;
}

/** Notes that a past is to be written that ends at this moment; one that was begun already stays as it is. */
export function beginJournal(file: string, until: Date): void {
  if (existsSync(file)) return;
  writeFileSync(
    file,
    headLine({ format: 1, seed: 'wangjian-demo', until: until.toISOString(), done: false }),
  );
}

const headLine = (head: z.infer<typeof Head>) => `${JSON.stringify(head)}\n`;
const headOf = (text: string) => Head.parse(JSON.parse(text.slice(0, text.indexOf('\n'))));

/**
 * What the calls of a past were answered, line by line as they were made: a past that was killed in the middle is gone on with
 * by running its courses again, whose calls are answered from here until the first that is not in it.
 */
export class HistoryJournal {
  readonly seed: string;
  readonly until: Date;
  private readonly file: string;
  private readonly kept = new Map<number, Line[]>();
  private readonly made = new Map<number, number>();
  private readonly keys = new Map<number, number>();
  /** The one call that may have been made without its answer being kept: the first after those in the journal. */
  private lost: boolean;

  constructor(file: string) {
    this.file = file;
    const text = readFileSync(file, 'utf8');
    const head = headOf(text);
    this.seed = head.seed;
    this.until = new Date(head.until);
    // The process may have been killed while it wrote the last line.
    const lines = text.slice(0, text.lastIndexOf('\n')).split('\n').slice(1);
    if (!text.endsWith('\n')) writeFileSync(file, text.slice(0, text.lastIndexOf('\n') + 1));
    for (const one of lines) {
      const line = Line.parse(JSON.parse(one));
      const own = this.kept.get(line.course);
      if (own) own.push(line);
      else this.kept.set(line.course, [line]);
    }
    this.lost = lines.length > 0;
  }

  /** The next key of a course: 40 hexadecimal digits, the same ones in the same order when the past is gone on with. */
  keyOf(course: number): string {
    const place = this.keys.get(course) ?? 0;
    this.keys.set(course, place + 1);
    const name = [this.seed, this.until.getTime(), course, place].join('/');
    return createHash('sha256').update(name).digest('hex').slice(0, 40);
  }

  /** Makes a call of a course, or answers with what it was answered before. */
  async call<Answer>(
    course: number,
    what: string,
    make: (mayBeMade: boolean) => Promise<Answer>,
  ): Promise<Answer> {
    const place = this.made.get(course) ?? 0;
    this.made.set(course, place + 1);
    const known = this.kept.get(course)?.[place];
    if (known) {
      if (known.what !== what)
        throw new Error(`the journal of the past has ${known.what} where the course now has ${what}`);
      if (known.refused !== undefined) throw new Error(known.refused);
      return known.answer as Answer;
    }
    const mayBeMade = this.lost;
    this.lost = false;
    try {
      const answer = await make(mayBeMade);
      this.write({ course, what, answer });
      return answer;
    } catch (error) {
      this.write({ course, what, answer: null, refused: (error as Error).message });
      throw error;
    }
  }

  /** The past is whole: what it was answered is not needed any more. */
  finish(): void {
    const head = { format: 1, seed: this.seed, until: this.until.toISOString(), done: true } as const;
    writeFileSync(`${this.file}.new`, headLine(head));
    renameSync(`${this.file}.new`, this.file);
  }

  private write(line: Line): void {
    // Written when the call returns: a process that is killed keeps what it wrote.
    appendFileSync(this.file, `${JSON.stringify(line)}\n`);
  }
}
