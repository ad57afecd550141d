import type { Line } from './line.ts';
import { DAILY_LINES } from './lines-daily.ts';
import { FOOD_LINES } from './lines-food.ts';
import { HEALTH_LINES } from './lines-health.ts';
import { SERVICE_LINES } from './lines-services.ts';
import type { LineId } from './piece.ts';

const LINES: ReadonlyMap<LineId, Line> = new Map(
  [...FOOD_LINES, ...HEALTH_LINES, ...DAILY_LINES, ...SERVICE_LINES].map((line) => [line.id, line]),
);

/** The words of a line of goods; throws when the content lacks it. */
export function lineOf(id: LineId): Line {
  const line = LINES.get(id);
  if (!line) throw new Error(`demo content has no line ${id}`);
  return line;
}
