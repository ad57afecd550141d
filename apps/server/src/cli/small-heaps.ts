import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

const YOUNG_BYTES = 8 * 1024 * 1024;
const LOOK_EVERY_MS = 20;

// On a machine with much memory V8 lets the young generation of every thread grow to tens of MB and never gives them
// back. Worker threads begin with what a few pages need and have their own limit; this thread grows to the same size
// (two halves of 4 MB) and then no further: with less, bodies of pages that are just being fetched would grow old.
setFlagsFromString('--min-semi-space-size=4');
// Threads that start from here on: V8 begins with an old generation of a few MB and marks all of it each time that it
// has grown a little. What the rules and a few sites need is known beforehand.
setFlagsFromString('--initial-old-space-size=56');
const timer = setInterval(() => {
  const young = getHeapSpaceStatistics().find((space) => space.space_name === 'new_space');
  if (young === undefined || young.space_size < YOUNG_BYTES) return;
  setFlagsFromString('--semi-space-growth-factor=1');
  clearInterval(timer);
}, LOOK_EVERY_MS);
timer.unref();
