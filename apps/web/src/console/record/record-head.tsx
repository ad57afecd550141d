import type { ReactNode } from 'react';

/** The facts at the head of a record's page, four in a row. */
export function RecordHead({ children }: { children: ReactNode }) {
  return <dl className="record-head">{children}</dl>;
}

/** One of them: its name and what it says; a dash where there is nothing to say. */
export function HeadFact(props: {
  readonly name: string;
  readonly set?: 'wide' | 'num';
  readonly children: ReactNode;
}) {
  return (
    <div className={props.set === 'wide' ? 'wide' : undefined}>
      <dt>{props.name}</dt>
      <dd className={props.set === 'num' ? 'num' : undefined}>{props.children || '—'}</dd>
    </div>
  );
}

/** What a record says under each name; names without a word are left out. */
export function RecordFields(props: {
  readonly rows: readonly (readonly [name: string, says: ReactNode])[];
  readonly children?: ReactNode;
}) {
  return (
    <dl className="record-fields">
      {props.rows
        .filter(([, says]) => says)
        .map(([name, says]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{says}</dd>
          </div>
        ))}
      {props.children}
    </dl>
  );
}
