import { AppError, type FieldProblem } from '@wangjian/core/errors.ts';
import Docxtemplater from 'docxtemplater';
import PizZip from 'pizzip';
import { type FormFile, SYSTEM_FIELDS } from './form-file.ts';

const MAX_PARTS = 500;
const MAX_UNPACKED = 64 * 1024 * 1024;

/** Opens a .docx; refuses what is no Word document, carries macros or active content, or reaches outside itself. */
export function openTemplate(bytes: Uint8Array): PizZip {
  let zip: PizZip;
  try {
    zip = new PizZip(bytes);
  } catch (error) {
    throw new AppError(
      'invalid_input',
      '文件不是 Word 文档（.docx），请用 Word 或 WPS 另存为 .docx 后再上传',
      {
        cause: error,
      },
    );
  }
  const names = Object.keys(zip.files);
  const unpacked = names.reduce((sum, name) => sum + unpackedSize(zip, name), 0);
  if (names.length > MAX_PARTS || unpacked > MAX_UNPACKED)
    throw new AppError('too_large', '文档内容过大，无法作为文书模板');
  const types = zip.file('[Content_Types].xml')?.asText() ?? '';
  if (/macroEnabled/i.test(types) || names.some((name) => /vba(Project|Data)|\/activeX\//i.test(name)))
    throw new AppError(
      'invalid_input',
      '文档含有宏或控件，不能作为文书模板；请另存为不含宏的 .docx 后再上传',
    );
  if (!zip.file('word/document.xml') || !types.includes('wordprocessingml.document.main+xml'))
    throw new AppError(
      'invalid_input',
      '文件不是 Word 文档（.docx），请用 Word 或 WPS 另存为 .docx 后再上传',
    );
  if (names.some((name) => /\/embeddings\//i.test(name)))
    throw new AppError('invalid_input', '文档嵌入了其他文件（OLE 对象），请删除后再上传');
  for (const name of names.filter((part) => part.endsWith('.rels'))) {
    const relations = zip.file(name)?.asText() ?? '';
    for (const [relation] of relations.matchAll(/<Relationship\b[^>]*>/g))
      if (/TargetMode="External"/i.test(relation) && !/\/hyperlink"/.test(relation))
        throw new AppError('invalid_input', '文档引用了外部文件（图片、模板或对象），请改为嵌入后再上传');
  }
  return zip;
}

/** Before it is unpacked, by the directory of the archive. */
function unpackedSize(zip: PizZip, name: string): number {
  const entry = zip.files[name] as unknown as { _data?: { uncompressedSize?: number } };
  return entry._data?.uncompressedSize ?? 0;
}

interface ParsedPart {
  readonly type: string;
  readonly value?: string;
  readonly module?: string;
  readonly subparsed?: readonly ParsedPart[];
}

/** What the template asks for: placeholders by name, with those inside a loop. Broken braces throw, by name. */
export function placeholdersOf(zip: PizZip): Map<string, readonly string[]> {
  const found = new Map<string, Set<string>>();
  const collect = (parts: readonly ParsedPart[], outer: Set<string> | undefined) => {
    for (const { type, value, module, subparsed } of parts) {
      if (type !== 'placeholder' || value === undefined) continue;
      if (module === 'rawxml')
        throw new AppError('invalid_input', `占位符“@${value}”会直接写入文档代码，请改为 {${value}}`);
      if (outer) outer.add(value);
      const inner = outer ?? found.get(value) ?? new Set<string>();
      if (!outer) found.set(value, inner);
      if (subparsed) collect(subparsed, inner);
    }
  };
  const listener = {
    name: 'placeholders',
    set({ inspect }: { inspect?: { postparsed?: readonly ParsedPart[] } }) {
      if (inspect?.postparsed) collect(inspect.postparsed, undefined);
    },
  };
  try {
    new Docxtemplater(zip, { ...RENDER_OPTIONS, modules: [listener] });
  } catch (error) {
    throw error instanceof AppError ? error : asAppError(error);
  }
  return new Map([...found].map(([name, inner]) => [name, [...inner]]));
}

/** Chinese text keeps its spaces; a table row is a loop of its own. */
export const RENDER_OPTIONS = { paragraphLoop: true, linebreaks: true, errorLogging: false } as const;

interface TemplateFault {
  readonly properties?: {
    readonly id?: string;
    readonly xtag?: string;
    readonly errors?: readonly TemplateFault[];
  };
}

/** docxtemplater's errors in Chinese, each with the placeholder that it is about. */
export function asAppError(error: unknown): AppError {
  const faults = (error as TemplateFault).properties?.errors ?? [error as TemplateFault];
  const problems = faults.map(({ properties }): FieldProblem => {
    const tag = properties?.xtag ?? '';
    const message =
      properties?.id === 'unclosed_tag' || properties?.id === 'unopened_tag'
        ? `占位符“${tag}”的花括号不成对`
        : properties?.id === 'unclosed_loop' || properties?.id === 'unopened_loop'
          ? `表格循环“${tag}”没有成对的开始和结束`
          : `占位符“${tag}”写法有误（${properties?.id ?? '未知错误'}）`;
    return { path: tag, message };
  });
  return new AppError('invalid_input', `文书模板有误：${problems.map(({ message }) => message).join('；')}`, {
    problems,
    cause: error,
  });
}

/**
 * Compares a template with its form: every placeholder is a field (or one that the platform fills), every field has
 * its placeholder. Throws `invalid_input` that names the form and each placeholder.
 */
export function checkTemplate(form: FormFile, bytes: Uint8Array): void {
  const placeholders = placeholdersOf(openTemplate(bytes));
  const problems: FieldProblem[] = [];
  const fields = new Map(form.fields.map((field) => [field.label, field]));
  for (const [name, inner] of placeholders) {
    const field = fields.get(name);
    if (!field && !(SYSTEM_FIELDS as readonly string[]).includes(name))
      problems.push({ path: name, message: `占位符 {${name}} 不是本文书的字段` });
    for (const column of inner)
      if (!field?.columns?.some(({ label }) => label === column))
        problems.push({ path: column, message: `表格 {${name}} 中的占位符 {${column}} 不是本文书的字段` });
  }
  for (const { label, columns } of form.fields) {
    const inner = placeholders.get(label);
    if (!inner) problems.push({ path: label, message: `模板缺少字段 {${label}}` });
    for (const column of columns ?? [])
      if (inner && !inner.includes(column.label))
        problems.push({ path: column.label, message: `表格 {${label}} 缺少列 {${column.label}}` });
  }
  if (form.number && !placeholders.has('文号')) problems.push({ path: '文号', message: '模板缺少 {文号}' });
  if (problems.length === 0) return;
  const words = problems.map(({ message }) => message).join('；');
  throw new AppError('invalid_input', `“${form.name}”的模板与字段不一致：${words}`, { problems });
}
