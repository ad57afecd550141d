import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError, type FieldProblem } from '@wangjian/core/errors.ts';
import { parse, YAMLParseError } from 'yaml';
import { FormFile, GROUPS } from './form-file.ts';
import { checkTemplate } from './template-check.ts';

/** A form of the catalog with its template. */
export interface Form extends FormFile {
  readonly template: Buffer;
  readonly templateSha256: string;
}

export interface FormBook {
  /** In the order of groups and names in which the console lists them. */
  readonly all: readonly Form[];
  find(id: string): Form | undefined;
  /** Throws `invalid_input` for a form that the catalog does not have. */
  get(id: string): Form;
}

/** Reads `forms/` of a catalog folder; throws `invalid_input` naming every file and field that is wrong. */
export function loadForms(catalog: string): FormBook {
  const folder = join(catalog, 'forms');
  const problems: FieldProblem[] = [];
  const forms: Form[] = [];
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    if (!existsSync(join(path, 'form.yaml'))) continue;
    try {
      const form = readForm(path);
      if (form.id !== name) problems.push({ path, message: `id 应为 ${name}，与文件夹一致` });
      checkTemplate(form, form.template);
      forms.push(form);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      problems.push({ path, message: error.message });
    }
  }
  if (problems.length > 0)
    throw new AppError(
      'invalid_input',
      `文书式样有误：${problems.map(({ path, message }) => `${path}：${message}`).join('\n')}`,
      { problems },
    );
  const place = new Map<string, number>(GROUPS.map((group, index) => [group, index]));
  forms.sort((a, b) => place.get(a.group)! - place.get(b.group)! || a.name.localeCompare(b.name, 'zh-CN'));
  const byId = new Map(forms.map((form) => [form.id, form]));
  return {
    all: forms,
    find: (id) => byId.get(id),
    get(id) {
      const form = byId.get(id);
      if (!form) throw new AppError('invalid_input', `没有文书式样“${id}”，请从列表中选择`);
      return form;
    },
  };
}

function readForm(path: string): Form {
  let raw: unknown;
  try {
    raw = parse(readFileSync(join(path, 'form.yaml'), 'utf8'));
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error;
    throw new AppError('invalid_input', `form.yaml 不是有效的 YAML：${error.message}`, { cause: error });
  }
  const parsed = FormFile.safeParse(raw);
  if (!parsed.success)
    throw new AppError(
      'invalid_input',
      parsed.error.issues.map((issue) => `form.yaml ${issue.path.join('.')}：${issue.message}`).join('；'),
    );
  if (!existsSync(join(path, 'template.docx'))) throw new AppError('invalid_input', '缺少 template.docx');
  const template = readFileSync(join(path, 'template.docx'));
  return { ...parsed.data, template, templateSha256: createHash('sha256').update(template).digest('hex') };
}

let book: FormBook | undefined;

/** The forms of the installation's catalog, read once in a process. */
export function formBook(): FormBook {
  book ??= loadForms(join(import.meta.dirname, '../../../../../catalog'));
  return book;
}
