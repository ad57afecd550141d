import {
  BUSINESS_FORM_NAMES,
  BUSINESS_FORMS,
  type BusinessForm,
  SITE_KIND_NAMES,
  SITE_KINDS,
  type SiteKind,
} from '@wangjian/core/site.ts';
import { isUscc } from '@wangjian/core/uscc.ts';
import type { ImportProblem } from '../../platform/import/define-import.ts';
import type { TableRow } from '../../platform/import/read-table.ts';
import { IMPORT_FIELDS, type ImportField } from './import-columns.ts';
import { siteIdentity } from './site-identity.ts';

/** One row that may be imported, as typed values. */
export interface ImportedSite {
  readonly name: string;
  readonly url: string;
  readonly siteKey: string;
  readonly host: string;
  readonly kind: SiteKind;
  readonly forms: readonly BusinessForm[];
  readonly operatorName: string | null;
  readonly uscc: string | null;
  /** As written; resolved against the importing officer's regions by the service. */
  readonly region: string | null;
  readonly phone: string | null;
  readonly address: string | null;
}
export interface CheckedRow {
  readonly number: number;
  readonly raw: readonly string[];
  readonly site: ImportedSite | null;
  readonly problems: readonly ImportProblem[];
  /** The same site stands in an earlier row of this table. */
  readonly duplicateOf: number | null;
}

const KINDS = new Map<string, SiteKind>([
  ...SITE_KINDS.flatMap(
    (kind) =>
      [
        [kind, kind],
        [SITE_KIND_NAMES[kind], kind],
      ] as [string, SiteKind][],
  ),
  ['平台', 'platform'],
  ['网络交易平台', 'platform'],
  ['独立网站', 'independent'],
  ['自建网站', 'independent'],
  ['交易网站', 'independent'],
  ['网店', 'shop'],
  ['店铺', 'shop'],
  ['平台内经营者', 'shop'],
]);
const FORMS = new Map<string, BusinessForm>([
  ...BUSINESS_FORMS.flatMap(
    (form) =>
      [
        [form, form],
        [BUSINESS_FORM_NAMES[form], form],
      ] as [string, BusinessForm][],
  ),
  ['社交', 'social'],
  ['跨境', 'cross-border'],
  ['农村', 'rural'],
  ['订餐', 'food-ordering'],
  ['网上订餐', 'food-ordering'],
  ['旅游', 'online-travel'],
  ['直播', 'livestream'],
  ['零售', 'retail'],
  ['服务', 'services'],
]);

/**
 * Checks the rows of a table against the fields of their columns. Every row comes back, with all of its problems at
 * once: an officer mends a file in one go, not in ten.
 */
export function checkRows(rows: readonly TableRow[], fields: readonly (ImportField | null)[]): CheckedRow[] {
  const firstRowOf = new Map<string, number>();
  return rows.map((row) => {
    const values = new Map(fields.map((field, index) => [field, row.cells[index] ?? '']));
    const problems: ImportProblem[] = [];
    const refuse = (field: ImportField, message: string): null => {
      problems.push({
        row: row.number,
        column: IMPORT_FIELDS[field].title,
        value: values.get(field) ?? '',
        message,
      });
      return null;
    };
    const text = (field: ImportField, longest: number): string | null => {
      const value = values.get(field)?.trim() ?? '';
      if (value.length > longest) return refuse(field, `最多 ${longest} 个字，这里有 ${value.length} 个字`);
      return value === '' ? null : value;
    };
    const name = text('name', 100) ?? (values.get('name') ? null : refuse('name', '必填，不能为空'));
    const address = text('url', 2000) ?? (values.get('url') ? null : refuse('url', '必填，不能为空'));
    const identity =
      address === null
        ? null
        : (siteIdentity(address) ?? refuse('url', '不是有效的网址，应形如 https://shop.example.com/'));
    const kindText = text('kind', 20);
    const kind =
      kindText === null
        ? 'unknown'
        : (KINDS.get(kindText) ?? refuse('kind', `应为：${Object.values(SITE_KIND_NAMES).join('、')}`));
    const forms = (text('forms', 100) ?? '').split(/[、,，;；/\s]+/).filter(Boolean);
    const unknownForm = forms.find((form) => !FORMS.has(form));
    if (unknownForm !== undefined)
      refuse(
        'forms',
        `不认识“${unknownForm}”，应为：${Object.values(BUSINESS_FORM_NAMES).join('、')}（多个用顿号分开）`,
      );
    const usccText = text('uscc', 40)?.replace(/[\s-]/g, '').toUpperCase() ?? null;
    const uscc =
      usccText === null || isUscc(usccText)
        ? usccText
        : refuse(
            'uscc',
            usccText.length === 18
              ? '校验位不对，请核对是否抄错'
              : `应为 18 位，这里有 ${usccText.length} 位`,
          );
    const rest = {
      operatorName: text('operatorName', 100),
      region: text('region', 40),
      phone: text('phone', 40),
      address: text('address', 200),
    };
    const complete = problems.length === 0 && name !== null && identity !== null && kind !== null;
    const site = complete
      ? { name, ...identity, kind, forms: [...new Set(forms.map((form) => FORMS.get(form)!))], uscc, ...rest }
      : null;
    const duplicateOf = identity === null ? null : (firstRowOf.get(identity.siteKey) ?? null);
    if (identity !== null && duplicateOf === null && site) firstRowOf.set(identity.siteKey, row.number);
    return { number: row.number, raw: row.cells, site, problems, duplicateOf };
  });
}
