import { isPlainDate } from '@wangjian/core/plain-date.ts';
import { isUscc } from '@wangjian/core/uscc.ts';
import type { ImportProblem, JudgedRow } from '../../platform/import/define-import.ts';
import type { TableRow } from '../../platform/import/read-table.ts';
import { PERMIT_FIELDS, type PermitField } from './permit-columns.ts';

/** One permit as typed values. */
export interface ImportedPermit {
  readonly holder: string;
  readonly uscc: string | null;
  readonly certificate: string;
  readonly category: string | null;
  readonly documentNumber: string | null;
  readonly number: string;
  readonly numberKey: string;
  readonly content: string | null;
  readonly issuer: string;
  readonly decidedOn: string | null;
  readonly validFrom: string | null;
  readonly validUntil: string | null;
  readonly state: string;
  readonly sourceUnit: string | null;
}

/** A permit number as it is compared: without spaces, brackets' kinds, signs and case. */
export function permitKey(number: string): string {
  return number
    .normalize('NFKC')
    .replace(/[〔［【[（(]/g, '(')
    .replace(/[〕］】\]）)]/g, ')')
    .replace(/[\s·.。:：]/g, '')
    .toUpperCase();
}

/** `2026-3-1`, `2026/03/01`, `2026年3月1日`, `20260301`; `长期` is no day. */
function dayOf(text: string): string | null | undefined {
  if (/^(?:长期|永久|无固定期限|—|-)?$/.test(text)) return null;
  const parts = /^(\d{4})\D?(\d{1,2})\D?(\d{1,2})\D?$/.exec(text.replace(/\s.*$/, ''));
  if (!parts) return undefined;
  const day = `${parts[1]}-${parts[2]!.padStart(2, '0')}-${parts[3]!.padStart(2, '0')}`;
  return isPlainDate(day) ? day : undefined;
}

/** Checks the rows of a table of permits; every row comes back, with all of its problems at once. */
export function checkPermits(
  rows: readonly TableRow[],
  fields: readonly (PermitField | null)[],
): JudgedRow<ImportedPermit>[] {
  const firstRowOf = new Map<string, number>();
  return rows.map((row) => {
    const problems: ImportProblem[] = [];
    const value = (field: PermitField) => row.cells[fields.indexOf(field)]?.trim() ?? '';
    const refuse = (field: PermitField, message: string): null => {
      problems.push({ row: row.number, column: PERMIT_FIELDS[field].title, value: value(field), message });
      return null;
    };
    const text = (field: PermitField, longest: number): string | null => {
      const words = fields.includes(field) ? value(field) : '';
      if (words.length > longest) return refuse(field, `最多 ${longest} 个字，这里有 ${words.length} 个字`);
      if (words === '' && PERMIT_FIELDS[field].required) return refuse(field, '必填，不能为空');
      return words === '' ? null : words;
    };
    const day = (field: PermitField): string | null => {
      if (!fields.includes(field)) return null;
      const read = dayOf(value(field));
      return read === undefined ? refuse(field, '不是日期，应写作 2026-03-01；长期有效的可以空着') : read;
    };
    const code = text('uscc', 40)?.replace(/[\s-]/g, '').toUpperCase() ?? null;
    const uscc = code === null || isUscc(code) ? code : refuse('uscc', '校验位不对，请核对是否抄错');
    const [holder, certificate, number, issuer] = [
      text('holder', 100),
      text('certificate', 100),
      text('number', 100),
      text('issuer', 100),
    ];
    const [validFrom, validUntil] = [day('validFrom'), day('validUntil')];
    if (validFrom !== null && validUntil !== null && validFrom > validUntil)
      refuse('validUntil', '早于有效期自，请核对');
    const rest = {
      category: text('category', 20),
      documentNumber: text('documentNumber', 100),
      content: text('content', 2000),
      decidedOn: day('decidedOn'),
      state: text('state', 20) ?? '有效',
      sourceUnit: text('sourceUnit', 100),
    };
    const numberKey = number === null ? null : permitKey(number);
    const earlier = numberKey === null ? undefined : firstRowOf.get(numberKey);
    if (earlier !== undefined) refuse('number', `与第 ${earlier} 行是同一个许可，只导入第 ${earlier} 行`);
    if (problems.length > 0 || !holder || !certificate || !number || !issuer || !numberKey)
      return { number: row.number, raw: row.cells, item: null, problems, state: 'bad' };
    firstRowOf.set(numberKey, row.number);
    const item = { holder, uscc, certificate, number, numberKey, issuer, validFrom, validUntil, ...rest };
    return { number: row.number, raw: row.cells, item, problems, state: 'good' };
  });
}
