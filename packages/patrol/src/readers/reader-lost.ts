/**
 * The reader of a site is gone with all that it knew of it (its worker crashed or was ended for taking too long). The
 * site begins anew from what is kept of it; the reader that comes next must not fall over the same page.
 */
export class ReaderLost extends Error {}
