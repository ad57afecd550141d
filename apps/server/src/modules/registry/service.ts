import { AppError } from '@wangjian/core/errors.ts';
import { bureauOfId } from '@wangjian/core/ids.ts';
import type { RegionTree } from '@wangjian/core/regions.ts';
import { isUscc } from '@wangjian/core/uscc.ts';
import { z } from 'zod';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import { readCase, useCase } from '../../platform/use-case.ts';
import * as contract from './contract.ts';
import { refuseOtherBureau } from './in-bureau.ts';
import { presentSite, presentSiteDetail } from './present-site.ts';
import { registerOperator, registerSite } from './register-site.ts';
import { siteIdentity } from './site-identity.ts';
import {
  allSites,
  confirmationsOf,
  countByRegion,
  countShops,
  countToConfirm,
  getSite,
  insertConfirmation,
  listSiteRows,
  saveSite,
  sitesToPatrol,
} from './site-store.ts';

export { learnFromPatrol, registerSite, siteOfPage, siteOfSeed } from './register-site.ts';
export { drawableSites, getSite, sharesItsHost } from './site-store.ts';

/** The region of a filter with all that lies in it; undefined for no filter. */
const within = (regions: RegionTree, code: string | undefined) =>
  code === undefined ? undefined : regions.within(code);

async function detail(tx: ScopedTx, regions: RegionTree, id: string) {
  const row = await getSite(tx, id);
  const confirmations = await confirmationsOf(tx, id);
  return presentSiteDetail(row, regions, {
    shops: row.kind === 'platform' ? await countShops(tx, id) : 0,
    confirmations: confirmations.map((one) => ({
      at: one.at.toISOString(),
      by: one.officer_name,
      method: one.method,
      result: one.result,
      kind: one.kind,
      forms: one.forms,
      note: one.note,
    })),
  });
}

export const listSites = readCase({
  action: 'registry.list',
  title: '查看主体库',
  permission: 'registry.read',
  input: contract.listSites.query!,
  async run({ tx, regions }, query) {
    const { items, total } = await listSiteRows(tx, query, within(regions, query.region));
    return { result: { items: items.map((row) => presentSite(row, regions)), total }, audit: 'plain' };
  },
});

export const getSiteDetail = readCase({
  action: 'registry.read',
  title: '查看主体',
  permission: 'registry.read',
  input: contract.getSite.params!,
  async run({ tx, regions }, { id }) {
    return { result: await detail(tx, regions, id), audit: 'plain' };
  },
});

function checkUscc(uscc: string | undefined): string | null {
  if (!uscc) return null;
  const code = uscc.replace(/[\s-]/g, '').toUpperCase();
  if (!isUscc(code))
    throw new AppError('invalid_input', '统一社会信用代码的校验位不对，请核对是否抄错', {
      problems: [{ path: 'uscc', message: '校验位不对' }],
    });
  return code;
}

/** Whom an officer named: by name, or by the code alone, which then stands for the name until that is known. */
function operatorOf(
  name: string | undefined,
  uscc: string | null,
  phones: readonly string[],
  address: string | undefined,
) {
  const known = name || uscc;
  return known ? { name: known, uscc, phones, address: address ?? null } : undefined;
}

export const createSite = useCase({
  action: 'registry.create',
  title: '登记主体',
  permission: 'registry.write',
  input: contract.createSite.body!,
  async run(context, input) {
    const bureau = context.regions.bureauOf(input.region);
    const uscc = checkUscc(input.uscc);
    const phones = input.phone ? [input.phone] : [];
    const id = await registerSite(context, bureau, {
      ...input,
      address: input.url,
      phones,
      operator: operatorOf(input.operatorName, uscc, phones, input.address),
    });
    if (id === null)
      throw new AppError('conflict', `网址 ${input.url} 已在主体库中（可能由其他辖区登记），没有重复登记。`);
    return { result: await detail(context.tx, context.regions, id), audit: { on: id, after: input } };
  },
});

export const updateSite = useCase({
  action: 'registry.update',
  title: '修改主体',
  permission: 'registry.write',
  input: contract.updateSite.body!.extend(contract.getSite.params!.shape),
  async run(context, { id, version, reason, ...input }) {
    const site = await getSite(context.tx, id);
    const identity = input.url === undefined ? undefined : siteIdentity(input.url);
    if (input.url !== undefined && !identity)
      throw new AppError('invalid_input', `“${input.url}”不是有效的网址`, {
        problems: [{ path: 'url', message: '不是有效的网址' }],
      });
    refuseOtherBureau(context.regions, site.bureau, input.region);
    if (input.platformId === id)
      throw new AppError('invalid_input', '网站不能是它自己的平台，请另选所在平台', {
        problems: [{ path: 'platformId', message: '不能选它自己' }],
      });
    // A code or an address sent alone belongs to the operator whom the site has.
    const operator = operatorOf(
      input.operatorName || (input.uscc || input.address ? (site.operator_name ?? undefined) : undefined),
      checkUscc(input.uscc),
      [],
      input.address,
    );
    const operatorId = operator && (await registerOperator(context, site.bureau, site.region, operator));
    await saveSite(context.tx, id, version, {
      ...(input.name === undefined ? {} : { name: input.name }),
      ...(identity === undefined
        ? {}
        : { url: identity.url, host: identity.host, site_key: identity.siteKey }),
      ...(input.kind === undefined ? {} : { kind: input.kind }),
      ...(input.forms === undefined ? {} : { forms: input.forms }),
      ...(input.region === undefined ? {} : { region: input.region }),
      ...(input.platformId === undefined ? {} : { platform_id: input.platformId }),
      ...(input.foundBy === undefined ? {} : { found_by: input.foundBy }),
      ...(input.phone === undefined ? {} : { phones: [input.phone] }),
      ...(operatorId === undefined ? {} : { operator_id: operatorId }),
    });
    const after = await detail(context.tx, context.regions, id);
    return {
      result: after,
      audit: { on: id, why: reason, before: presentSite(site, context.regions), after: input },
    };
  },
});

export const confirmSite = useCase({
  action: 'registry.confirm',
  title: '人工确认主体',
  permission: 'registry.confirm',
  input: contract.confirmSite.body!.extend(contract.getSite.params!.shape),
  async run({ tx, actor, clock, regions, newId }, input) {
    const before = await getSite(tx, input.id);
    const bureau = bureauOfId(input.id);
    await saveSite(tx, input.id, input.version, {
      confirm_status: input.result,
      kind: input.kind,
      forms: input.forms,
      confidence: 1,
      reasons: ['人工确认'],
    });
    await insertConfirmation(tx, {
      bureau,
      id: newId('confirmation', bureau),
      region: before.region,
      site_id: input.id,
      at: clock.now(),
      officer_id: actor.id,
      officer_name: actor.name,
      method: input.method,
      result: input.result,
      kind: input.kind,
      forms: input.forms,
      note: input.note,
    });
    return {
      result: await detail(tx, regions, input.id),
      audit: {
        on: input.id,
        why: input.note,
        before: { kind: before.kind, confirmStatus: before.confirm_status },
        after: { kind: input.kind, confirmStatus: input.result },
      },
    };
  },
});

export const unmaskSite = readCase({
  action: 'registry.unmask',
  title: '查看未脱敏的联系方式',
  permission: 'personal.unmask',
  input: contract.unmaskSite.body!.extend(contract.getSite.params!.shape),
  async run({ tx }, { id, reason }) {
    const site = await getSite(tx, id);
    return {
      result: {
        phones: [...new Set([...site.phones, ...(site.operator_phones ?? [])])],
        address: site.operator_address,
      },
      audit: { on: id, why: reason },
    };
  },
});

/** What a patrol takes from the register: ids given, or all that match. */
const Selection = z.object({
  siteIds: z.array(z.string()).optional(),
  kind: contract.listSites.query!.shape.kind,
  form: contract.listSites.query!.shape.form,
  region: z.string().optional(),
});

/**
 * Addresses of the sites of a bureau that a patrol selects, in id order, at most `limit`; excluded ones are left out.
 * A site given by id that is not in sight is `not_found`.
 */
export async function selectSites(
  tx: ScopedTx,
  regions: RegionTree,
  bureau: string,
  selection: z.output<typeof Selection>,
  limit: number,
) {
  if (selection.siteIds) {
    const ids = new Set(selection.siteIds);
    const sites = await sitesToPatrol(tx, bureau, [...ids]);
    if (sites.length < ids.size)
      throw new AppError(
        'not_found',
        `所选主体中有 ${ids.size - sites.length} 个没有找到，或者不在本局、不在您的管辖范围内，请刷新后重选`,
      );
    return sites.filter((site) => site.confirm_status !== 'excluded');
  }
  return await allSites(
    tx,
    { kind: selection.kind, form: selection.form, confirmStatus: ['pending', 'confirmed'] },
    within(regions, selection.region),
  )
    .where('s.bureau', '=', bureau)
    .limit(limit)
    .execute();
}

export { siteFacts } from './countable.ts';
export { refuseOtherBureau } from './in-bureau.ts';
export { checkPermitNumbers, type PermitCheck } from './permit-match.ts';
export { addressShown } from './present-site.ts';
export { candidateKeys, siteIdentity } from './site-identity.ts';
/** Names and regions of sites, for the lists of modules to the right. */
export { type SiteLabel, siteLabels, sitePlaces } from './site-names.ts';
export { countByRegion, countToConfirm };
