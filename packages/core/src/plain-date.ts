declare const plainDate: unique symbol;
/** A legal day in Asia/Shanghai, `YYYY-MM-DD`; never passed to `new Date()`. */
export type PlainDate = string & { readonly [plainDate]: true };

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** True for a real calendar day written YYYY-MM-DD. */
export function isPlainDate(text: string): text is PlainDate {
  const parts = SHAPE.exec(text);
  if (!parts) return false;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  if (month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

const SHANGHAI = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' });

/** The day it is in China at an instant. */
export function dayInChina(instant: Date): PlainDate {
  return SHANGHAI.format(instant) as PlainDate;
}
