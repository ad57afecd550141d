/** What one crawler did, as its process saw it. */
export interface Measured {
  readonly pages: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** Peak resident memory in MB. */
  readonly peakMb: number;
  readonly extra: Readonly<Record<string, number>>;
}

/** Sends the figures of this process to the one that started it. */
export function report(pages: number, milliseconds: number, extra: Readonly<Record<string, number>>): void {
  const usage = process.resourceUsage();
  const measured: Measured = {
    pages,
    seconds: milliseconds / 1000,
    cpuSeconds: (usage.userCPUTime + usage.systemCPUTime) / 1e6,
    peakMb: usage.maxRSS / 1024,
    extra,
  };
  process.send?.(measured);
}
