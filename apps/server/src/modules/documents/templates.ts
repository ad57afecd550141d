import { buffer } from 'node:stream/consumers';
import { AppError } from '@wangjian/core/errors.ts';
import { z } from 'zod';
import { type ReadContext, readCase, useCase } from '../../platform/use-case.ts';
import { agencyOf } from './agency.ts';
import * as contract from './contract.ts';
import { formBook } from './form-book.ts';
import { dateInWords, renderDocument } from './render.ts';
import { activeTemplates, insertTemplate, retireTemplates, templateRows } from './store.ts';
import { checkTemplate } from './template-check.ts';

async function templateViews({ tx, actor }: Pick<ReadContext, 'tx' | 'actor'>) {
  const rows = await templateRows(tx, actor.bureau);
  return rows.map((row) => ({
    id: row.id,
    form: row.form,
    formName: formBook().find(row.form)?.name ?? row.form,
    sha256: row.sha256,
    bytes: Number(row.bytes),
    note: row.note,
    active: row.active,
    uploadedBy: row.uploaded_by_name,
    uploadedAt: row.uploaded_at.toISOString(),
  }));
}

/** One template a form and bureau, so that its counties' documents look alike. */
function refuseCounty(actor: ReadContext['actor']): void {
  if (actor.region !== actor.bureau)
    throw new AppError('forbidden', '文书模板由市级单位统一维护，请联系市局法制机构');
}

export const listTemplates = readCase({
  action: 'document.templates',
  title: '查看文书模板',
  permission: 'document.template',
  input: z.object({}),
  run: async (context) => ({ result: { items: await templateViews(context) }, audit: 'plain' }),
});

/** Documents drafted from now on use it; those that exist keep theirs. Refused when it does not fit the form. */
export const uploadTemplate = useCase({
  action: 'document.template',
  title: '上传文书模板',
  permission: 'document.template',
  input: contract.uploadTemplate.params!.extend({
    note: z.string(),
    fileName: z.string(),
    bytes: z.instanceof(Buffer),
  }),
  async run(context, { form: formId, note, fileName, bytes }) {
    const { tx, actor, clock, files, newId } = context;
    const form = formBook().get(formId);
    refuseCounty(actor);
    if (!fileName.toLowerCase().endsWith('.docx'))
      throw new AppError('invalid_input', '文书模板应为 .docx 文件；.doc、.docm 请在 Word 中另存为 .docx');
    checkTemplate(form, bytes);
    const stored = await files.put(bytes);
    const id = newId('template');
    await retireTemplates(tx, actor.bureau, formId);
    await insertTemplate(tx, {
      bureau: actor.bureau,
      id,
      region: actor.region,
      form: formId,
      ...stored,
      note,
      active: true,
      uploaded_by: actor.id,
      uploaded_by_name: actor.name,
      uploaded_at: clock.now(),
    });
    const made = (await templateViews(context)).find((template) => template.id === id)!;
    return { result: made, audit: { on: id, why: note, after: { form: formId, ...stored } } };
  },
});

export const withdrawTemplate = useCase({
  action: 'document.template-withdraw',
  title: '停用文书模板',
  permission: 'document.template',
  input: contract.withdrawTemplate.params!.extend(contract.withdrawTemplate.body!.shape),
  async run(context, { form, reason }) {
    const { tx, actor } = context;
    refuseCounty(actor);
    const active = (await templateRows(tx, actor.bureau)).find((row) => row.form === form && row.active);
    if (!active) throw new AppError('conflict', '本单位没有在用的该文书模板，正在使用的就是目录模板');
    await retireTemplates(tx, actor.bureau, form);
    return { result: { items: await templateViews(context) }, audit: { on: active.id, why: reason } };
  },
});

/** The template in use, as it is or filled with the sample values of its form. */
export const templateFile = readCase({
  action: 'document.template-file',
  title: '下载文书模板',
  permission: 'document.read',
  input: contract.templateFile.params!.extend(contract.templateFile.query!.shape),
  async run({ tx, actor, files, regions, clock }, { form: formId, sample }) {
    const form = formBook().get(formId);
    const own = (await activeTemplates(tx, actor.bureau)).find((template) => template.form === formId);
    const template = own ? await buffer(await files.read(own.sha256)) : form.template;
    if (!sample) return { result: { name: form.name, content: template }, audit: 'plain' };
    const values = Object.fromEntries(
      form.fields.map(({ id, sample: value, initial }) => [id, value ?? initial ?? null]),
    );
    const system = {
      文号: '（样例）',
      机关名称: agencyOf(regions, actor.region).name,
      成文日期: dateInWords(clock.now().toISOString().slice(0, 10)),
    };
    const content = renderDocument(form, template, values, system, { copy: 'original' });
    return { result: { name: `${form.name}（样例）`, content }, audit: 'plain' };
  },
});
