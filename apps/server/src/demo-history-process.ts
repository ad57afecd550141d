// The process that writes the demo bureau's past beside the platform: forked by start-demo-history.ts, told by a message
// what to work on, gone when it has answered or its parent is gone.
import { writeHistory } from './demo-history.ts';
import { createLog } from './platform/log.ts';
import type { HistoryOrder, HistoryReport } from './start-demo-history.ts';

const stopping = new AbortController();
process.once('disconnect', () => process.exit(0));
process.once('message', (order: HistoryOrder) => {
  const { urls, config, journal } = order;
  writeHistory({ urls, config, log: createLog('silent') }, journal, stopping.signal)
    .then(
      (written): HistoryReport => ({ ...written, failed: null }),
      (error: Error): HistoryReport => ({ courses: 0, steps: 0, failures: [], failed: error.message }),
    )
    .then((report) => process.send?.(report, () => process.exit(0)));
});
