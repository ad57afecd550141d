import { setFlagsFromString } from 'node:v8';

// Loading modules and compiling rules make much garbage in one go; V8 would let the young generation grow to 100 MB
// meanwhile, and never gives it back. `keepHeapSmall` lets it grow a little afterwards.
setFlagsFromString('--semi-space-growth-factor=1');
