import { join } from 'node:path';

/** What a run may keep for the next one to start faster; goes with `node_modules`, and whoever installed owns it. */
export const CACHE_FOLDER = join(import.meta.dirname, '../../../../node_modules/.cache/wangjian');
