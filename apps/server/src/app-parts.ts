import type { AppPart } from './app.ts';
import { platformPart } from './platform-part.ts';

/** What runs in a process of the platform, in the order in which it starts; stopped the other way round. */
export const appParts: readonly AppPart[] = [platformPart];
