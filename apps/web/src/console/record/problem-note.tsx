import { Alert, Button } from 'antd';
import { useEffect, useRef } from 'react';
import { ApiError, messageOf } from '../../api/api-error.ts';

/** Why an action was refused, field by field, with a way to read the record again when somebody else changed it. */
export function ProblemNote(props: {
  readonly error: unknown;
  readonly onReload?: (() => void) | undefined;
}) {
  const { error } = props;
  const api = error instanceof ApiError ? error : null;
  const stale = api?.code === 'stale';
  const box = useRef<HTMLDivElement>(null);
  // The note stands above a long form, whose end with the button is what the officer looks at.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new refusal is shown anew.
  useEffect(() => box.current?.scrollIntoView({ block: 'center' }), [error]);
  return (
    <div ref={box}>
      <Alert
        className="problem-note"
        type={stale ? 'warning' : 'error'}
        showIcon
        role="alert"
        title={messageOf(error)}
        description={
          api && api.problems.length > 0 ? (
            <ul>
              {api.problems.map((problem) => (
                <li key={`${problem.path}${problem.message}`}>{problem.message}</li>
              ))}
            </ul>
          ) : undefined
        }
        action={
          stale &&
          props.onReload && (
            <Button size="small" onClick={props.onReload}>
              读取最新内容
            </Button>
          )
        }
      />
    </div>
  );
}
