import { AppError, type FieldProblem } from '@wangjian/core/errors.ts';
import { isPlainDate } from '@wangjian/core/plain-date.ts';
import type { DocumentValue, DocumentValues, FormField } from './contract.ts';
import type { FormFile } from './form-file.ts';

/** Refuses values that the form has no field for, or of the wrong kind; names each by its label. */
export function checkValues(form: FormFile, values: DocumentValues): void {
  const fields = new Map(form.fields.map((field) => [field.id, field]));
  const problems = Object.entries(values).flatMap(([id, value]): FieldProblem[] => {
    const field = fields.get(id);
    if (!field) return [{ path: `values.${id}`, message: `“${form.name}”没有字段“${id}”` }];
    if (value === null || value === '') return [];
    const wrong = wrongKind(field, value);
    return wrong ? [{ path: `values.${id}`, message: `“${field.label}”${wrong}` }] : [];
  });
  if (problems.length > 0)
    throw new AppError('invalid_input', problems.map(({ message }) => message).join('；'), { problems });
}

function wrongKind(field: FormField, value: DocumentValue): string | undefined {
  switch (field.kind) {
    case 'date':
      return typeof value === 'string' && isPlainDate(value) ? undefined : '应为日期（YYYY-MM-DD）';
    case 'money':
      return typeof value === 'number' ? undefined : '应为金额（整数，单位为分）';
    case 'choice':
      return typeof value === 'string' && field.options?.includes(value)
        ? undefined
        : `应为：${field.options?.join('、')}`;
    case 'articles':
      return Array.isArray(value) && value.every((item) => typeof item === 'string')
        ? undefined
        : '应为法律条文的列表';
    case 'table':
      return wrongTable(field, value);
    default:
      return typeof value === 'string' ? undefined : '应为文字';
  }
}

function wrongTable(field: FormField, value: DocumentValue): string | undefined {
  if (!Array.isArray(value) || value.some((row) => typeof row !== 'object')) return '应为表格的各行';
  const columns = new Set(field.columns?.map(({ id }) => id));
  const unknown = (value as Record<string, unknown>[]).flatMap((row) =>
    Object.keys(row).filter((key) => !columns.has(key)),
  );
  return unknown.length > 0 ? `没有列“${unknown[0]}”` : undefined;
}

/** Labels of the required fields that are still empty. */
export function missingFields(form: FormFile, values: DocumentValues): string[] {
  return form.fields
    .filter(({ id, required }) => {
      const value = values[id];
      return (
        required &&
        (value === undefined ||
          value === null ||
          value === '' ||
          (Array.isArray(value) && value.length === 0))
      );
    })
    .map(({ label }) => label);
}
