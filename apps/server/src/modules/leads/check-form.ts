import { AppError } from '@wangjian/core/errors.ts';
import { LEAD_SOURCE_NAMES, type LeadSource, SOURCE_FIELDS } from '@wangjian/core/lead.ts';
import { isPlainDate } from '@wangjian/core/plain-date.ts';
import { isUscc } from '@wangjian/core/uscc.ts';
import { ruleBook } from '../findings/service.ts';

interface Problem {
  readonly path: string;
  readonly message: string;
}

/** Fields of a source as they were filled in, with the problems of each; what is empty is left out. */
export function sourceFieldsOf(
  source: LeadSource,
  given: Readonly<Record<string, string>>,
): { readonly fields: Readonly<Record<string, string>>; readonly problems: readonly Problem[] } {
  const known = SOURCE_FIELDS[source];
  const problems: Problem[] = [];
  const fields: Record<string, string> = {};
  for (const [name, words] of Object.entries(given)) {
    const path = `sourceFields.${name}`;
    const field = known[name];
    if (words === '') continue;
    if (!field) problems.push({ path, message: `来源“${LEAD_SOURCE_NAMES[source]}”没有这一项` });
    else if (field.kind === 'date' && !isPlainDate(words))
      problems.push({ path, message: `${field.title}应为日期，如 2026-10-12` });
    else fields[name] = words;
  }
  for (const [name, field] of Object.entries(known))
    if (field.required && !given[name])
      problems.push({ path: `sourceFields.${name}`, message: `请填写${field.title}` });
  return { fields, problems };
}

/** Throws `invalid_input` for a violation type that the catalog does not have. */
export function checkViolations(violations: readonly string[]): void {
  const unknown = violations.find((id) => !ruleBook().catalog.violations.has(id));
  if (unknown !== undefined)
    throw new AppError('invalid_input', `没有违法行为类型“${unknown}”，请从列表中选择`, {
      problems: [{ path: 'violations', message: '没有这个类型' }],
    });
}

/** Throws `invalid_input` naming every field of a form that is wrong. */
export function checkForm(
  form: {
    readonly uscc?: string | null | undefined;
    readonly violations?: readonly string[] | undefined;
    readonly foundOn?: string | undefined;
    readonly receivedOn?: string | null | undefined;
  },
  today: string,
): void {
  if (form.uscc && !isUscc(form.uscc.toUpperCase()))
    throw new AppError('invalid_input', '统一社会信用代码的校验位不对，请核对是否抄错', {
      problems: [{ path: 'uscc', message: '校验位不对' }],
    });
  for (const field of ['foundOn', 'receivedOn'] as const)
    if ((form[field] ?? '') > today)
      throw new AppError('invalid_input', `${field === 'foundOn' ? '发现' : '收到'}日期不能晚于今天`, {
        problems: [{ path: field, message: '不能晚于今天' }],
      });
  checkViolations(form.violations ?? []);
}

/** The fields of a source, or `invalid_input` naming all that are wrong. */
export function checkedSourceFields(
  source: LeadSource,
  given: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const { fields, problems } = sourceFieldsOf(source, given);
  if (problems.length > 0)
    throw new AppError('invalid_input', problems.map(({ message }) => message).join('；'), { problems });
  return fields;
}
