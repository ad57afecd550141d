import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import type { KeyboardEvent } from 'react';

/** Enter takes the typed day over, after which it must not send the form around it as in a plain input. */
function keepForm(event: KeyboardEvent): void {
  if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault();
}

/** A day as `2026-11-21`, chosen or typed; loaded when first shown, since the calendar is large. */
export default function DayInput(props: {
  readonly id?: string;
  readonly label?: string;
  readonly value?: string | undefined;
  readonly onChange?: (day: string | undefined) => void;
  readonly min?: string | undefined;
  readonly max?: string | undefined;
}) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only follows what the input in it has done.
    <div role="presentation" style={{ display: 'contents' }} onKeyDown={keepForm}>
      <DatePicker
        id={props.id}
        aria-label={props.label}
        value={props.value ? dayjs(props.value) : null}
        minDate={props.min ? dayjs(props.min) : undefined}
        maxDate={props.max ? dayjs(props.max) : undefined}
        placeholder="年-月-日"
        format="YYYY-MM-DD"
        onChange={(day) => props.onChange?.(day?.format('YYYY-MM-DD'))}
        style={{ width: '100%', minWidth: 130 }}
      />
    </div>
  );
}
