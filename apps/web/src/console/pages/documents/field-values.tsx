import type {
  DocumentDetail,
  DocumentValue,
  FormField,
} from '@wangjian/server/modules/documents/contract.ts';

/** What was filled in, to read. */
export function FieldValues({ document }: { document: DocumentDetail }) {
  return (
    <dl className="record-fields document-fields">
      {document.form.fields.map((field) => (
        <div key={field.id}>
          <dt>{field.label}</dt>
          <dd>{inWords(field, document.values[field.id] ?? null)}</dd>
        </div>
      ))}
    </dl>
  );
}

function inWords(field: FormField, value: DocumentValue): string {
  if (value === null || value === '') return '—';
  if (field.kind === 'money' && typeof value === 'number') return `${value / 100} 元`;
  if (field.kind === 'table' && Array.isArray(value))
    return (value as Record<string, string | number | null>[])
      .map((row) =>
        (field.columns ?? [])
          .map(({ id, kind }) => {
            const cell = row[id];
            if (kind === 'picture') return cell ? '［图片］' : '';
            return kind === 'money' && typeof cell === 'number' ? `${cell / 100} 元` : (cell ?? '');
          })
          .join(' '),
      )
      .join('\n');
  return Array.isArray(value) ? value.join('\n') : String(value).replace('T', ' ');
}
