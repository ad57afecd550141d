import { AppError } from '@wangjian/core/errors.ts';
import { readCase } from '../../platform/use-case.ts';
import * as contract from './contract.ts';
import { guidanceDetail, presentGuidance } from './present.ts';
import { answersOf, getGuidanceRow, listGuidanceRows } from './store.ts';

export { hashOf, newCode, readCode } from './code.ts';
export { guidanceGiven } from './countable.ts';
export { PUBLIC_BODY_LIMIT, readPublicForm } from './public-form.ts';
export { guidanceSubjects } from './subjects.ts';

export const listGuidance = readCase({
  action: 'guidance.list',
  title: '查看行政指导列表',
  permission: 'guidance.read',
  input: contract.listGuidance.query!,
  async run({ tx, regions }, query) {
    const within = query.region === undefined ? undefined : regions.within(query.region);
    const { items, total } = await listGuidanceRows(tx, query, query, within);
    return { result: { items: items.map((row) => presentGuidance(row, regions)), total }, audit: 'plain' };
  },
});

export const getGuidance = readCase({
  action: 'guidance.read',
  title: '查看行政指导',
  permission: 'guidance.read',
  input: contract.getGuidance.params!,
  run: async (context, { id }) => ({ result: await guidanceDetail(context, id), audit: 'plain' }),
});

/** Address and telephone numbers of the party in full. */
export const unmaskGuidance = readCase({
  action: 'guidance.unmask',
  title: '查看行政指导中未脱敏的个人信息',
  permission: 'personal.unmask',
  input: contract.unmaskGuidance.body!.extend(contract.unmaskGuidance.params!.shape),
  async run({ tx }, { id, reason }) {
    const { form } = await getGuidanceRow(tx, id);
    const answers = await answersOf(tx, id);
    return {
      result: {
        address: form.address ?? null,
        phone: form.phone ?? null,
        contacts: answers.flatMap(({ by_name: by, contact }) => (contact === null ? [] : [{ by, contact }])),
      },
      audit: { on: id, why: reason },
    };
  },
});

/** A file of the party's, reached through its guidance. */
export const answerFile = readCase({
  action: 'guidance.file',
  title: '查看当事人上传的文件',
  permission: 'guidance.read',
  input: contract.answerFile.params!,
  async run({ tx, files }, { id, fileId }) {
    const file = (await answersOf(tx, id)).flatMap((answer) => answer.files).find((one) => one.id === fileId);
    if (!file) throw new AppError('not_found');
    return {
      result: {
        name: file.name,
        type: file.type,
        inline: file.type.startsWith('image/'),
        content: await files.read(file.sha256),
        bytes: Number(file.bytes),
      },
      audit: { on: id, why: file.name },
    };
  },
});
