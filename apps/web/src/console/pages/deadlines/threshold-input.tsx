import type { Threshold } from '@wangjian/server/modules/deadlines/contract.ts';
import { InputNumber, Select } from 'antd';

/** One threshold: so many days (hours) left, a share of the whole left, or only when it is over. */
export function ThresholdInput(props: {
  readonly label: string;
  readonly unit: string;
  /** Offers “only when it is over” (null). */
  readonly orOver?: boolean;
  readonly value?: Threshold | null;
  readonly onChange?: (value: Threshold | null) => void;
}) {
  const { value, onChange, unit } = props;
  const way = value === null || value === undefined ? 'over' : 'left' in value ? 'left' : 'share';
  return (
    <span className="threshold-row">
      <Select
        aria-label={props.label}
        style={{ width: 150 }}
        value={way}
        options={[
          ...(props.orOver ? [{ value: 'over', label: '超期才变' }] : []),
          { value: 'left', label: '剩余时间不多于' },
          { value: 'share', label: '剩余比例不多于' },
        ]}
        onChange={(next: string) =>
          onChange?.(next === 'over' ? null : next === 'left' ? { left: 1 } : { share: 0.2 })
        }
      />
      {value && 'left' in value && (
        <InputNumber
          aria-label={`${props.label}剩余`}
          min={0}
          max={400}
          precision={0}
          controls={false}
          suffix={unit}
          style={{ width: 130 }}
          value={value.left}
          onChange={(left) => onChange?.({ left: left ?? 0 })}
        />
      )}
      {value && 'share' in value && (
        <InputNumber
          aria-label={`${props.label}剩余比例`}
          min={0}
          max={100}
          precision={0}
          controls={false}
          suffix="%"
          style={{ width: 130 }}
          value={Math.round(value.share * 100)}
          onChange={(share) => onChange?.({ share: (share ?? 0) / 100 })}
        />
      )}
    </span>
  );
}
