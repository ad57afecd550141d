import { minuteOf } from '../time-words.ts';

/** Who did what when, with the opinion given; newest first. */
export function Timeline(props: {
  readonly entries: readonly {
    at: string;
    who: string;
    org?: string;
    what: string;
    opinion?: string | null;
  }[];
}) {
  if (props.entries.length === 0) return <p className="soft">还没有记录。</p>;
  // Of one instant the later line was written after the earlier one.
  const newest = [...props.entries].reverse().sort((one, other) => other.at.localeCompare(one.at));
  return (
    <ol className="timeline">
      {newest.map((entry, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: several entries may share one instant, and none ever moves
        <li key={`${entry.at}${index}`}>
          <b>{entry.what}</b>
          <div className="soft num">
            {minuteOf(entry.at)}　{entry.who}
            {entry.org ? `（${entry.org}）` : ''}
          </div>
          {entry.opinion && <p>{entry.opinion}</p>}
        </li>
      ))}
    </ol>
  );
}
