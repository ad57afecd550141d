/** Something that runs over weeks: acts, then yields the moment at which it goes on. */
export type Course = AsyncGenerator<Date, void, void>;

/** A course with the moment at which it begins. */
export interface Begun {
  readonly at: Date;
  readonly name: string;
  /** Its place in the plan, the same whenever the plan is made again. */
  readonly place: number;
  readonly course: Course;
}

export interface TimelineOptions {
  /** What would happen after this moment is left undone: the course stands there, open. */
  readonly until: Date;
  /** Sets the clock of the calls, and whose they are. */
  readonly turnTo: (moment: Date, place: number) => void;
  /** Told of a course that was refused something; the others go on. */
  readonly failed: (name: string, error: unknown) => void;
  readonly signal: Pick<AbortSignal, 'aborted'>;
}

/**
 * Runs courses in the order of time over all of them, as a bureau lives through its year: numbers, registers and
 * reports come out as they would have. Returns how many steps were made.
 */
export async function runTimeline(begun: readonly Begun[], options: TimelineOptions): Promise<number> {
  const { until, turnTo, failed, signal } = options;
  let steps = 0;
  const queue: Begun[] = [];
  const put = (one: Begun) => {
    let low = 0;
    let high = queue.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (queue[middle]!.at <= one.at) low = middle + 1;
      else high = middle;
    }
    queue.splice(low, 0, one);
  };
  const step = async (one: Begun) => {
    turnTo(one.at, one.place);
    steps += 1;
    try {
      const { done, value } = await one.course.next();
      if (!done && value <= until) put({ ...one, at: new Date(Math.max(+value, +one.at)) });
    } catch (error) {
      failed(one.name, error);
    }
  };
  for (const one of begun) if (one.at <= until) put(one);
  while (!signal.aborted) {
    const next = queue.shift();
    if (!next) break;
    await step(next);
  }
  return steps;
}
