import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

const YOUNG_BYTES = 14 * 1024 * 1024;
const LOOK_EVERY_MS = 100;

/**
 * Keeps the memory of a long run small. What a patrol holds is some 40 MB, but on a machine with much memory V8 lets
 * 400 MB gather before it clears up; an office machine has other work to do. The young generation stops growing at
 * about 14 MB and the old one is cleared at half as much again as was in use. Returns what ends the watch.
 */
export function keepHeapSmall(): () => void {
  setFlagsFromString('--heap-growing-percent=50');
  const timer = setInterval(() => {
    const young = getHeapSpaceStatistics().find((space) => space.space_name === 'new_space');
    if (young && young.space_size < YOUNG_BYTES) return;
    setFlagsFromString('--semi-space-growth-factor=1');
    clearInterval(timer);
  }, LOOK_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
