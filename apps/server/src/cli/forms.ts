import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '@wangjian/core/errors.ts';
import { Command } from 'commander';
import { buildTemplate } from '../modules/documents/build-template.ts';
import { loadForms } from '../modules/documents/form-book.ts';

const CATALOG = join(import.meta.dirname, '../../../../catalog');

const list = new Command('list')
  .description('列出文书式样')
  .option('--json', '每行一个 JSON')
  .action(({ json }: { json?: boolean }) => {
    for (const { id, name, kind, group, approval, copy, served, layout, fields } of loadForms(CATALOG).all)
      process.stdout.write(
        json
          ? `${JSON.stringify({ id, name, kind, group, approval, copy, served, layout, fields: fields.length })}\n`
          : `${id}\t${name}\t${group}\t${copy}\t${layout}\n`,
      );
  });

const build = new Command('build')
  .description('按提纲（outline.txt）生成缺少的文书模板；--force 重新生成已有的')
  .argument('[id...]', '文书式样的 id，缺省为全部')
  .option('--force', '覆盖已有的 template.docx')
  .action((ids: string[], { force }: { force?: boolean }) => {
    const folder = join(CATALOG, 'forms');
    for (const id of ids.length > 0 ? ids : readdirSync(folder).sort()) {
      const outline = join(folder, id, 'outline.txt');
      const template = join(folder, id, 'template.docx');
      if (!existsSync(outline)) throw new AppError('invalid_input', `没有 ${outline}`);
      if (existsSync(template) && !force) continue;
      writeFileSync(template, buildTemplate(readFileSync(outline, 'utf8')));
      process.stdout.write(`${id}\n`);
    }
    loadForms(CATALOG);
  });

/** `wangjian forms list|build`: the forms of the catalog and their templates. */
export const command = new Command('forms')
  .description('文书式样：列出、按提纲生成模板')
  .addCommand(list)
  .addCommand(build);
