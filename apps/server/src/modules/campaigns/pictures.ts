import { AppError } from '@wangjian/core/errors.ts';
import { z } from 'zod';
import { readCase, useCase } from '../../platform/use-case.ts';
import * as contract from './contract.ts';
import { contributing } from './direct.ts';
import { reportingOf } from './reporting.ts';
import { readCampaign } from './store.ts';
import { insertPicture, picturesOf, savePicture } from './work-store.ts';

const MOST = 60;

/** Asked before anything of an upload is read: the campaign takes pictures of this unit. */
export const mayAddPicture = readCase({
  action: 'campaign.may-add-picture',
  title: '检查能否上传图片',
  permission: 'report.submit',
  input: contract.addPicture.query!.extend(contract.addPicture.params!.shape),
  async run({ tx, actor }, { id, orgId }) {
    const { members } = await contributing({ tx }, id);
    members.actingFor(actor, orgId);
    return { result: null, audit: 'plain' };
  },
});

export const addPicture = useCase({
  action: 'campaign.picture-add',
  title: '上传工作图片、视频',
  permission: 'report.submit',
  input: contract.addPicture.query!.extend({
    id: z.string(),
    name: z.string().min(1).max(255),
    type: z.enum(['image/jpeg', 'image/png', 'video/mp4', 'video/webm']),
    bytes: z.int(),
    sha256: z.string().length(64),
  }),
  async run(context, { id, orgId, ...file }) {
    const { tx, actor, clock, newId } = context;
    const { campaign, members } = await contributing(context, id);
    const member = members.actingFor(actor, orgId);
    const own = (await picturesOf(tx, id)).filter((one) => one.org_id === orgId);
    if (own.length >= MOST)
      throw new AppError('conflict', `一个单位最多上传 ${MOST} 个图片、视频，请先删除不需要的`, {
        allowed: [],
      });
    // The same picture sent twice is one picture.
    if (!own.some(({ sha256 }) => sha256 === file.sha256))
      await insertPicture(tx, {
        ...file,
        bureau: campaign.bureau,
        id: newId('campaignpicture', campaign.bureau),
        region: member.region,
        campaign_id: id,
        org_id: orgId,
        org_name: member.name,
        added_at: clock.now(),
        added_by: actor.id,
        added_by_name: actor.name,
      });
    return { result: await reportingOf(context, id), audit: { on: id, after: { orgId, ...file } } };
  },
});

export const editPicture = useCase({
  action: 'campaign.picture-edit',
  title: '填写图片说明',
  permission: 'report.submit',
  input: contract.editPicture.body!.extend(contract.editPicture.params!.shape),
  async run(context, { id, pictureId, version, caption, removed }) {
    const { tx, actor } = context;
    const { members } = await contributing(context, id);
    const picture = (await picturesOf(tx, id)).find((one) => one.id === pictureId);
    if (!picture) throw new AppError('not_found');
    members.actingFor(actor, picture.org_id);
    if (picture.version !== version) throw new AppError('stale');
    await savePicture(tx, picture, { caption, removed });
    return {
      result: await reportingOf(context, id),
      audit: { on: id, before: { caption: picture.caption }, after: { pictureId, caption, removed } },
    };
  },
});

export const pictureFile = readCase({
  action: 'campaign.picture',
  title: '查看工作图片',
  permission: 'campaign.read',
  input: contract.pictureFile.params!,
  async run({ tx }, { id, pictureId }) {
    await readCampaign(tx, id);
    const picture = (await picturesOf(tx, id)).find((one) => one.id === pictureId);
    if (!picture) throw new AppError('not_found');
    const { name, type, sha256, bytes } = picture;
    return { result: { name, type, sha256, bytes }, audit: 'plain' };
  },
});
