import { Tag } from 'antd';

/** Colours by what a word asks of the officer: to do, good, bad, or closed. */
const TONES: Readonly<Record<string, string>> = {
  pending: 'orange',
  sorting: 'orange',
  queued: 'default',
  running: 'blue',
  sealing: 'blue',
  confirmed: 'green',
  accepted: 'cyan',
  dispatched: 'orange',
  checking: 'blue',
  returned: 'red',
  reviewing: 'gold',
  reviewed: 'cyan',
  closed: 'green',
  finished: 'green',
  done: 'green',
  sealed: 'green',
  active: 'green',
  shown: 'green',
  violation: 'red',
  missing: 'red',
  failed: 'red',
  locked: 'red',
  suspect: 'gold',
  shadow: 'gold',
  stopped: 'gold',
};

/** One word of a closed list as a small tag. */
export function Word<Value extends string>(props: {
  readonly of: Readonly<Record<Value, string>>;
  readonly value: Value;
}) {
  return (
    <Tag className="word-tag" color={TONES[props.value] ?? 'default'}>
      {props.of[props.value]}
    </Tag>
  );
}
