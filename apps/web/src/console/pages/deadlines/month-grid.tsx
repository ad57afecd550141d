interface MarkedDay {
  readonly day: string;
  readonly kind: 'holiday' | 'workday';
  readonly name: string;
}

const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
const KINDS = { holiday: '放假', workday: '调休上班' } as const;

/** A year in twelve small months, days off and weekend days worked marked in colour and words. */
export function MonthGrid({ year, days }: { readonly year: number; readonly days: readonly MarkedDay[] }) {
  const marks = new Map(days.map((one) => [one.day, one]));
  return (
    <div className="calendar-months">
      {MONTHS.map((month) => (
        <Month key={month} year={year} month={month} marks={marks} />
      ))}
    </div>
  );
}

function Month(props: {
  readonly year: number;
  readonly month: number;
  readonly marks: ReadonlyMap<string, MarkedDay>;
}) {
  const { year, month, marks } = props;
  const count = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const before = (new Date(Date.UTC(year, month - 1, 1)).getUTCDay() + 6) % 7;
  const cells = [...Array<number>(before).fill(0), ...Array.from({ length: count }, (_, index) => index + 1)];
  const weeks = Array.from({ length: Math.ceil(cells.length / 7) }, (_, index) =>
    cells.slice(index * 7, index * 7 + 7),
  );
  return (
    <div className="calendar-month">
      <h3>{month} 月</h3>
      <table>
        <thead>
          <tr>
            {[...'一二三四五六日'].map((name) => (
              <th key={name}>{name}</th>
            ))}
          </tr>
        </thead>
        <tbody className="num">
          {weeks.map((week, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the weeks of a month never move
            <tr key={row}>
              {week.map((number, column) => {
                const day = `${year}-${String(month).padStart(2, '0')}-${String(number).padStart(2, '0')}`;
                const mark = number > 0 ? marks.get(day) : undefined;
                const look = mark?.kind ?? (column > 4 ? 'weekend' : undefined);
                return (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the days of a week never move
                  <td key={column} className={look} title={mark && `${mark.name}${KINDS[mark.kind]}`}>
                    {number > 0 ? number : ''}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
