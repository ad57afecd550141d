import { z } from 'zod';

/** One of the keys of a table of names, such as `REPLY_KIND_NAMES`. */
export const keysOf = <Names extends Record<string, string>>(names: Names) =>
  z.enum(Object.keys(names) as [keyof Names & string, ...(keyof Names & string)[]]);
