/**
 * Rows of a list are counted up to here, since whatever the filter they must be read one by one: to 100,000 of a million
 * leads took up to half a second. A total of this many means “or more”; statistics and exports count all.
 */
export const COUNTED_ROWS = 5_000;
