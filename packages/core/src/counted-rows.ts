/**
 * Rows of a list are counted up to here, since whatever the filter they must be read one by one: to 100,000 of a million
 * leads took up to half a second. A total of this many means “or more”; statistics and exports count all.
 */
export const COUNTED_ROWS = 5_000;

/** Where an index alone tells the rows (a county's whole register, the leads of a state) up to here. */
export const COUNTED_BY_INDEX = 50_000;
