import { InputNumber } from 'antd';

/** `12,000.00 元` of an amount in 分; a dash when it is not known. */
export function yuanOf(fen: number | null | undefined): string {
  if (fen === null || fen === undefined) return '—';
  const yuan = fen / 100;
  return `${yuan.toLocaleString('zh-CN', { minimumFractionDigits: fen % 100 === 0 ? 0 : 2 })} 元`;
}

/** An amount typed in 元 and kept in 分. */
export function MoneyInput(props: {
  readonly id?: string;
  readonly value?: number | null;
  readonly onChange?: (fen: number | null) => void;
  readonly placeholder?: string;
}) {
  return (
    <InputNumber
      id={props.id}
      value={props.value === null || props.value === undefined ? null : props.value / 100}
      onChange={(yuan) => props.onChange?.(yuan === null ? null : Math.round(Number(yuan) * 100))}
      min={0}
      max={10_000_000_000}
      precision={2}
      controls={false}
      suffix="元"
      placeholder={props.placeholder ?? '不知道就空着'}
      style={{ width: '100%' }}
    />
  );
}
