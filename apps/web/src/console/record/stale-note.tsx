import { Alert, Button } from 'antd';

/** One field that somebody else changed while this officer was writing. */
export interface FieldChange {
  readonly field: string;
  readonly name: string;
  readonly before: string;
  readonly now: string;
}

/** The fields in which two versions of a form differ, in words. */
export function changesBetween(
  before: Readonly<Record<string, unknown>>,
  now: Readonly<Record<string, unknown>>,
  names: Readonly<Record<string, string>>,
): FieldChange[] {
  return Object.entries(names).flatMap(([field, name]) => {
    const [old, fresh] = [wordsOf(before[field]), wordsOf(now[field])];
    return old === fresh ? [] : [{ field, name, before: old, now: fresh }];
  });
}

function wordsOf(value: unknown): string {
  if (value === null || value === undefined || value === '') return '（空）';
  return Array.isArray(value) ? value.join('、') || '（空）' : String(value);
}

/** Says who changed what while this form was open; what was typed here stays until the officer takes the other's. */
export function StaleNote(props: {
  readonly who: string;
  readonly changes: readonly FieldChange[];
  readonly onTake: (field: string) => void;
}) {
  return (
    <Alert
      className="problem-note"
      type="info"
      title={`${props.who}。您填写的内容都还在，核对后再点“保存”，就会按最新版本保存。`}
      description={
        props.changes.length > 0 && (
          <ul>
            {props.changes.map((change) => (
              <li key={change.field}>
                {change.name}：{change.before} → <b>{change.now}</b>{' '}
                <Button type="link" size="small" onClick={() => props.onTake(change.field)}>
                  改用对方的
                </Button>
              </li>
            ))}
          </ul>
        )
      }
    />
  );
}
