/**
 * Only what a form changed, so that masked phones and what others saved meanwhile are not written back; an emptied
 * field is null.
 */
export function changedFields<Values extends object>(before: Values, now: Values): Partial<Values> {
  const changed = Object.entries(now).flatMap(([name, value]) => {
    const old = plain(before[name as keyof Values]);
    const fresh = plain(value);
    return JSON.stringify(old) === JSON.stringify(fresh) ? [] : [[name, fresh]];
  });
  return Object.fromEntries(changed) as Partial<Values>;
}

function plain(value: unknown): unknown {
  return value === undefined || value === '' ? null : value;
}
