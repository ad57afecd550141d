/**
 * Sends the figures of this process, whose work was done `milliseconds` after its start, to the one that started it:
 * pages, seconds, CPU seconds of all threads, peak resident memory in MB.
 * @param {number} pages
 * @param {number} milliseconds
 * @param {Readonly<Record<string, number>>} extra
 */
export function report(pages, milliseconds, extra) {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const cpuSeconds = (userCPUTime + systemCPUTime) / 1e6;
  process.send?.({ pages, seconds: milliseconds / 1000, cpuSeconds, peakMb: maxRSS / 1024, extra });
}
