import type { DocumentValue, FormField } from '@wangjian/server/modules/documents/contract.ts';
import { Button, Input, InputNumber, Select } from 'antd';
import { LazyDayInput } from '../../../ui/lazy-day-input.tsx';

interface FieldInputProps {
  readonly id?: string;
  readonly field: FormField;
  readonly value?: DocumentValue;
  readonly onChange?: (value: DocumentValue) => void;
}

/** The input of one field, by its kind: text, paragraphs, day, 元, one of several, articles, rows. */
export function FieldInput({ id, field, value, onChange }: FieldInputProps) {
  const text = typeof value === 'string' ? value : '';
  switch (field.kind) {
    case 'paragraphs':
      return (
        <Input.TextArea
          id={id}
          value={text}
          autoSize={{ minRows: 2, maxRows: 12 }}
          onChange={(event) => onChange?.(event.target.value)}
        />
      );
    case 'date':
      return (
        <LazyDayInput
          id={id}
          label={field.label}
          value={text || undefined}
          onChange={(day) => onChange?.(day ?? null)}
        />
      );
    case 'datetime':
      return (
        <Input
          id={id}
          type="datetime-local"
          value={text.slice(0, 16)}
          onChange={(event) => onChange?.(event.target.value)}
        />
      );
    case 'money':
      return <MoneyInput id={id} value={value} onChange={onChange} />;
    case 'choice':
      return (
        <Select
          id={id}
          value={text || undefined}
          placeholder="请选择"
          options={(field.options ?? []).map((option) => ({ value: option, label: option }))}
          onChange={(chosen: string) => onChange?.(chosen)}
        />
      );
    case 'articles':
      return (
        <Select
          id={id}
          mode="tags"
          value={Array.isArray(value) ? (value as string[]) : []}
          placeholder="输入法律名称和条款，回车；可填多条"
          tokenSeparators={['、', '；', '\n']}
          onChange={(chosen: string[]) => onChange?.(chosen)}
        />
      );
    case 'table':
      return <RowsInput field={field} value={value} onChange={onChange} />;
    default:
      return <Input id={id} value={text} onChange={(event) => onChange?.(event.target.value)} />;
  }
}

/** 分 in the record, 元 on the screen. */
function MoneyInput(props: {
  id?: string | undefined;
  label?: string;
  value?: DocumentValue | undefined;
  onChange?: ((value: DocumentValue) => void) | undefined;
}) {
  return (
    <InputNumber
      controls={false}
      id={props.id}
      aria-label={props.label}
      value={typeof props.value === 'number' ? props.value / 100 : null}
      min={0}
      precision={2}
      suffix="元"
      style={{ width: '100%' }}
      onChange={(yuan) => props.onChange?.(yuan === null ? null : Math.round(yuan * 100))}
    />
  );
}

type Row = Record<string, string | number | null>;

function RowsInput({ field, value, onChange }: Omit<FieldInputProps, 'id'>) {
  const rows = Array.isArray(value) ? (value as Row[]) : [];
  const columns = field.columns ?? [];
  const set = (index: number, key: string, cell: string | number | null) =>
    onChange?.(rows.map((row, at) => (at === index ? { ...row, [key]: cell } : row)));
  return (
    <>
      <table className="document-table">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} className="soft">
                {column.label}
              </th>
            ))}
            <th />
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row has no name but its place.
            <tr key={index}>
              {columns.map((column) => (
                <td key={column.id}>
                  {column.kind === 'picture' ? (
                    <span className="soft">{row[column.id] ? `图片 ${index + 1}` : '无图片'}</span>
                  ) : column.kind === 'money' ? (
                    <MoneyInput
                      label={`${column.label}第${index + 1}行`}
                      value={row[column.id] ?? null}
                      onChange={(cell) => set(index, column.id, cell as number | null)}
                    />
                  ) : (
                    <Input
                      aria-label={`${column.label}第${index + 1}行`}
                      type={column.kind === 'date' ? 'date' : 'text'}
                      value={String(row[column.id] ?? '')}
                      onChange={(event) => set(index, column.id, event.target.value)}
                    />
                  )}
                </td>
              ))}
              <td>
                <Button
                  size="small"
                  type="text"
                  aria-label={`删除第${index + 1}行`}
                  onClick={() => onChange?.(rows.filter((_, at) => at !== index))}
                >
                  ×
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button size="small" onClick={() => onChange?.([...rows, {}])}>
        添加一行
      </Button>
    </>
  );
}
