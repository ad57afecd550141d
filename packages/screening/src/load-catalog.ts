import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '@wangjian/core/errors.ts';
import { parse, YAMLParseError } from 'yaml';
import { type ZodType, z } from 'zod';
import {
  type Contexts,
  ContextsDocument,
  ExamplesDocument,
  Regulation,
  RuleDocument,
  type Spellings,
  SpellingsDocument,
  ViolationsDocument,
  type ViolationType,
  WordsDocument,
} from './catalog-schema.ts';
import { ScorerDocument } from './scorer/scorer-document.ts';

/** A rule with its folder and, when asked for, its examples. */
export interface CatalogRule {
  readonly document: RuleDocument;
  readonly folder: string;
  readonly examples?: ExamplesDocument;
}

/** All that the rules need, read and validated, not yet compiled. */
export interface Catalog {
  readonly rules: readonly CatalogRule[];
  readonly violations: ReadonlyMap<string, ViolationType>;
  readonly categories: ReadonlyMap<string, string>;
  /** By short name, e.g. 广告法. */
  readonly regulations: ReadonlyMap<string, Regulation>;
  readonly contexts: Contexts;
  readonly words: Readonly<Record<string, readonly string[]>>;
  readonly topics: Readonly<Record<string, readonly string[]>>;
  readonly spellings: Spellings;
  /** Learned weights of wordings; a catalog may do without. */
  readonly scorer?: ScorerDocument | undefined;
}

/**
 * Reads a catalog folder. Throws `invalid_input` that lists every file and field that is wrong; with `examples` each
 * rule must have its examples beside it.
 */
export function loadCatalog(dir: string, options: { readonly examples?: boolean } = {}): Catalog {
  const problems: { path: string; message: string }[] = [];
  const read = <T>(path: string, schema: ZodType<T>): T | undefined => readYaml(path, schema, problems);

  const rules: CatalogRule[] = [];
  for (const area of foldersIn(join(dir, 'rules'))) {
    for (const name of foldersIn(join(dir, 'rules', area))) {
      const folder = join(dir, 'rules', area, name);
      const document = read(join(folder, 'rule.yaml'), RuleDocument);
      const examples = options.examples ? read(join(folder, 'examples.yaml'), ExamplesDocument) : undefined;
      if (!document) continue;
      if (document.id !== `${area}/${name}`) {
        problems.push({ path: join(folder, 'rule.yaml'), message: `id 应为 ${area}/${name}，与文件夹一致` });
      }
      rules.push(examples ? { document, folder, examples } : { document, folder });
    }
  }

  const violations = new Map<string, ViolationType>();
  const categories = new Map<string, string>();
  for (const path of yamlFilesIn(join(dir, 'violations'))) {
    const document = read(path, ViolationsDocument);
    if (!document) continue;
    categories.set(document.category, document.title);
    for (const type of document.types) {
      if (violations.has(type.id)) problems.push({ path, message: `违法类型 ${type.id} 重复` });
      violations.set(type.id, type);
    }
  }
  const regulations = new Map<string, Regulation>();
  for (const path of yamlFilesIn(join(dir, 'regulations'))) {
    const document = read(path, Regulation);
    if (document) regulations.set(document.short, document);
  }

  const contexts = read(join(dir, 'words', 'contexts.yaml'), ContextsDocument);
  const words = read(join(dir, 'words', 'lexicon.yaml'), WordsDocument);
  const spellings = read(join(dir, 'words', 'spellings.yaml'), SpellingsDocument);
  const model = join(dir, 'scorer', 'model.json');
  const scorer = existsSync(model) ? read(model, ScorerDocument) : undefined;
  checkReferences(rules, violations, regulations, problems);
  if (problems.length > 0 || !contexts || !words || !spellings) {
    throw new AppError('invalid_input', `规则目录 ${dir} 有 ${problems.length} 处错误，请按下列提示修改`, {
      problems,
    });
  }
  return {
    rules,
    violations,
    categories,
    regulations,
    contexts: contexts.contexts,
    words: words.words,
    topics: words.topics,
    spellings,
    scorer,
  };
}

function checkReferences(
  rules: readonly CatalogRule[],
  violations: ReadonlyMap<string, ViolationType>,
  regulations: ReadonlyMap<string, Regulation>,
  problems: { path: string; message: string }[],
): void {
  for (const { document, folder } of rules) {
    const path = join(folder, 'rule.yaml');
    if (!violations.has(document.violation)) {
      problems.push({ path, message: `violation：没有违法类型 ${document.violation}` });
    }
    for (const { law } of document.articles ?? []) {
      if (!regulations.has(law))
        problems.push({ path, message: `articles：catalog/regulations 里没有《${law}》` });
    }
    if (document.match.length === 0 && !document.site) {
      problems.push({ path, message: 'match：没有匹配式，也没有 site 检查' });
    }
  }
  for (const type of violations.values()) {
    for (const { law } of [...type.duty, ...type.penalty]) {
      if (!regulations.has(law)) {
        problems.push({ path: `violations ${type.id}`, message: `catalog/regulations 里没有《${law}》` });
      }
    }
  }
}

/** Reads YAML or, by the name of the file, JSON. */
function readYaml<T>(
  path: string,
  schema: ZodType<T>,
  problems: { path: string; message: string }[],
): T | undefined {
  let document: unknown;
  try {
    const text = readFileSync(path, 'utf8');
    document = path.endsWith('.json') ? JSON.parse(text) : parse(text);
  } catch (error) {
    if (error instanceof YAMLParseError) {
      problems.push({ path, message: `YAML 写法有误：${error.message.split('\n')[0]}` });
      return undefined;
    }
    problems.push({ path, message: '读不到文件' });
    return undefined;
  }
  const result = schema.safeParse(document);
  if (result.success) return result.data;
  for (const issue of z.flattenError(result.error).formErrors) problems.push({ path, message: issue });
  for (const issue of result.error.issues) {
    if (issue.path.length > 0) problems.push({ path, message: `${issue.path.join('.')}：${issue.message}` });
  }
  return undefined;
}

function foldersIn(dir: string): string[] {
  return entriesIn(dir)
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

function yamlFilesIn(dir: string): string[] {
  return entriesIn(dir)
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
    .map((entry) => join(dir, entry.name))
    .sort();
}

function entriesIn(dir: string): import('node:fs').Dirent[] {
  try {
    return readdirSync(dir, { withFileTypes: true });
  } catch (cause) {
    throw new AppError('invalid_input', `读不到规则目录 ${dir}，请确认路径`, { cause });
  }
}
