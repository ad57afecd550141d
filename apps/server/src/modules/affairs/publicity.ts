import { AppError } from '@wangjian/core/errors.ts';
import { dayInChina } from '@wangjian/core/plain-date.ts';
import { z } from 'zod';
import { found } from '../../platform/save.ts';
import { readCase, useCase, type WriteContext } from '../../platform/use-case.ts';
import * as contract from './contract.ts';
import { movePublicity, type PublicityAction } from './lifecycle.ts';
import { presentPublicity, publicityDetail } from './present.ts';
import {
  getPublicityRow,
  insertPicture,
  insertPublicity,
  listPublicityRows,
  markPictureRemoved,
  type PublicityRow,
  picturesOf,
  savePublicity,
} from './store.ts';
import { unitsWithin } from './units.ts';

const Id = contract.getPublicity.params!.shape;
const MOST_PICTURES = 30;

function checkForm(form: contract.PublicityForm, today: string): void {
  const refuse = (path: string, message: string) => {
    throw new AppError('invalid_input', message, { problems: [{ path, message }] });
  };
  if (form.day > today) refuse('day', '日期不能晚于今天');
  if (form.kind === 'media' && form.medium.length < 2) refuse('medium', '请填写媒体名称');
  if (form.kind === 'tip' && form.content.length < 2) refuse('content', '请填写消费提示内容');
}

async function publicityFor(
  context: WriteContext,
  id: string,
  action: PublicityAction,
  version?: number,
): Promise<{ row: PublicityRow; status: PublicityRow['status'] }> {
  const row = await getPublicityRow(context.tx, id);
  const status = movePublicity(row.status, action);
  if (version !== undefined && row.version !== version) throw new AppError('stale');
  return { row, status };
}

async function done(context: WriteContext, row: PublicityRow, why: string | null, after: unknown) {
  return {
    result: await publicityDetail(context, row.id),
    audit: { on: row.id, why, before: { status: row.status }, after },
  };
}

const columnsOf = (form: contract.PublicityForm) => ({ ...form, link: form.link ?? null });

export const recordPublicity = useCase({
  action: 'publicity-work.record',
  title: '登记宣传工作',
  permission: 'campaign.write',
  input: contract.recordPublicity.body!,
  idempotencyKey: (input) => input.key,
  async run(context, { key: _key, ...form }) {
    const { tx, actor, clock, newId } = context;
    checkForm(form, dayInChina(clock.now()));
    if (actor.kind !== 'officer') throw new AppError('forbidden');
    const id = newId('publicity', actor.bureau);
    await insertPublicity(tx, {
      ...columnsOf(form),
      bureau: actor.bureau,
      id,
      region: actor.region,
      status: 'draft',
      void_reason: null,
      org_id: actor.orgId,
      officer_id: actor.id,
      officer_name: actor.name,
      recorded_at: clock.now(),
    });
    return { result: await publicityDetail(context, id), audit: { on: id, after: form } };
  },
});

export const editPublicity = useCase({
  action: 'publicity-work.edit',
  title: '修改宣传工作',
  permission: 'campaign.write',
  input: contract.editPublicity.body!.extend(Id),
  async run(context, { id, version, ...form }) {
    const { row } = await publicityFor(context, id, 'edit', version);
    checkForm(form, dayInChina(context.clock.now()));
    await savePublicity(context.tx, row, columnsOf(form));
    return await done(context, row, null, form);
  },
});

export const publishPublicity = useCase({
  action: 'publicity-work.publish',
  title: '发布宣传工作',
  permission: 'campaign.write',
  input: contract.publishPublicity.body!.extend(Id),
  async run(context, { id, version }) {
    const { row, status } = await publicityFor(context, id, 'publish', version);
    await savePublicity(context.tx, row, { status });
    return await done(context, row, null, { status });
  },
});

export const voidPublicity = useCase({
  action: 'publicity-work.void',
  title: '作废宣传工作',
  permission: 'campaign.write',
  input: contract.voidPublicity.body!.extend(Id),
  async run(context, { id, version, reason }) {
    const { row, status } = await publicityFor(context, id, 'void', version);
    await savePublicity(context.tx, row, { status, void_reason: reason });
    return await done(context, row, reason, { status });
  },
});

/** Asked before anything of an upload is read. */
export const mayAddPicture = readCase({
  action: 'publicity-work.may-add',
  title: '检查能否添加宣传图片',
  permission: 'campaign.write',
  input: contract.getPublicity.params!,
  async run({ tx }, { id }) {
    movePublicity((await getPublicityRow(tx, id)).status, 'picture');
    return { result: null, audit: 'plain' };
  },
});

export const addPicture = useCase({
  action: 'publicity-work.picture',
  title: '添加宣传图片',
  permission: 'campaign.write',
  input: z.object({
    ...Id,
    caption: z.string().max(200),
    name: z.string().min(1).max(255),
    type: z.string(),
    bytes: z.int().min(1),
    sha256: z.string().length(64),
  }),
  async run(context, { id, ...picture }) {
    const { tx, actor, clock, newId } = context;
    const { row } = await publicityFor(context, id, 'picture');
    const present = await picturesOf(tx, id);
    if (present.length >= MOST_PICTURES) throw new AppError('conflict', `最多 ${MOST_PICTURES} 张图片`);
    // The same picture sent twice is one picture.
    if (!present.some((one) => one.sha256 === picture.sha256))
      await insertPicture(tx, {
        ...picture,
        bureau: row.bureau,
        id: newId('picture', row.bureau),
        region: row.region,
        work_id: id,
        at: clock.now(),
        officer_name: actor.name,
        removed_at: null,
      });
    return await done(context, row, null, { picture: picture.sha256 });
  },
});

export const removePicture = useCase({
  action: 'publicity-work.picture-remove',
  title: '删除宣传图片',
  permission: 'campaign.write',
  input: contract.removePicture.params!,
  async run(context, { id, pictureId }) {
    const { row } = await publicityFor(context, id, 'picture');
    const picture = found((await picturesOf(context.tx, id)).find((one) => one.id === pictureId));
    await markPictureRemoved(context.tx, picture.id, context.clock.now());
    return await done(context, row, `删除图片 ${picture.name}`, { removed: picture.id });
  },
});

/** The place in the store of one picture, which its publicity work owns. */
export const pictureFile = readCase({
  action: 'publicity-work.picture-read',
  title: '查看宣传图片',
  permission: 'campaign.read',
  input: contract.pictureFile.params!,
  async run({ tx }, { id, pictureId }) {
    const picture = found((await picturesOf(tx, id)).find((one) => one.id === pictureId));
    const { sha256, type, name, bytes } = picture;
    return { result: { sha256, type, name, bytes: Number(bytes) }, audit: 'plain' };
  },
});

export const listPublicity = readCase({
  action: 'publicity-work.list',
  title: '查看宣传工作列表',
  permission: 'campaign.read',
  input: contract.listPublicity.query!,
  async run(context, query) {
    const units = await unitsWithin(context, query.org);
    const { items, total } = await listPublicityRows(context.tx, query, query, units);
    return { result: { items: await presentPublicity(context, items), total }, audit: 'plain' };
  },
});

export const getPublicity = readCase({
  action: 'publicity-work.read',
  title: '查看宣传工作',
  permission: 'campaign.read',
  input: contract.getPublicity.params!,
  run: async (context, { id }) => ({ result: await publicityDetail(context, id), audit: 'plain' }),
});
