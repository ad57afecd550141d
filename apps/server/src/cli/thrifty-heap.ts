import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

const YOUNG_BYTES = 4 * 1024 * 1024;
const LOOK_EVERY_MS = 20;

/**
 * Keeps the memory of a long run small. What a patrol holds is some 40 MB, but on a machine with much memory V8 lets
 * 400 MB gather before it clears up; an office machine has other work to do. The young generation stops growing at
 * about 4 MB and the old one is cleared at a quarter more than was in use. Returns what ends the watch.
 */
export function keepHeapSmall(): () => void {
  setFlagsFromString('--heap-growing-percent=25');
  // As thrifty-start.ts left it.
  let growing = false;
  const timer = setInterval(() => {
    const young = getHeapSpaceStatistics().find((space) => space.space_name === 'new_space');
    const small = young !== undefined && young.space_size < YOUNG_BYTES;
    if (small !== growing) setFlagsFromString(`--semi-space-growth-factor=${small ? 2 : 1}`);
    growing = small;
    if (!small) clearInterval(timer);
  }, LOOK_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
