/** Milliseconds of many calls: p50, p95 and the slowest. */
export class Timing {
  private readonly values: number[] = [];

  async time<Answer>(run: () => Promise<Answer>): Promise<Answer> {
    const began = performance.now();
    const answer = await run();
    this.values.push(performance.now() - began);
    return answer;
  }

  get text(): string {
    const sorted = this.values.toSorted((a, b) => a - b);
    const at = (share: number) =>
      (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(0);
    return `p50 ${at(0.5)} ms，p95 ${at(0.95)} ms，最慢 ${at(1)} ms（${sorted.length} 次）`;
  }
}
