import { AppError } from '@wangjian/core/errors.ts';
import { z } from 'zod';
import { readCase, useCase } from '../../platform/use-case.ts';
import { officersOfBureau, unitsOfBureau } from '../officers/service.ts';
import { factsOf, thresholdsOf } from './case-facts.ts';
import * as contract from './contract.ts';
import { fileMissing, papersOf, volumesOf } from './file-catalogue.ts';
import { caseCatalog } from './law/case-catalog.ts';
import { partiesOf } from './party-store.ts';
import { caseDetail } from './present-case.ts';
import { presentItems } from './present-item.ts';
import { getCaseRow, listCaseRows, saveSettingsRow } from './store.ts';

export { casesClosedWithPenalty, closedPenalty } from './closed-penalty.ts';
export { casesClosed, casesFiled, casesToPolice, closureRequests, decidedCases } from './countable.ts';
export { allCaseLetters, caseLetters } from './letters.ts';
export { MATTER_STATE_NAMES } from './matter-lifecycle.ts';
export { countInReview, getCaseRow as caseOf } from './store.ts';
export { caseSubjects } from './subjects.ts';

export const listCases = readCase({
  action: 'case.list',
  title: '查看案件列表',
  permission: 'case.read',
  input: contract.listCases.query!,
  async run(context, query) {
    const { tx, regions, actor, clock } = context;
    const { items, total } = await listCaseRows(
      tx,
      query,
      { ...query, officerId: actor.id, now: clock.now() },
      query.region === undefined ? undefined : regions.within(query.region),
    );
    return { result: { items: await presentItems(context, items), total }, audit: 'plain' };
  },
});

export const getCase = readCase({
  action: 'case.read',
  title: '查看案件',
  permission: 'case.read',
  input: contract.getCase.params!,
  run: async (context, { id }) => ({ result: await caseDetail(context, id), audit: 'plain' }),
});

/** Case types of the catalog, and the officers of the reader's bureau who may be assigned. */
export const listCaseTypes = readCase({
  action: 'case.types',
  title: '查看案件类型',
  permission: 'case.read',
  input: z.undefined(),
  async run({ tx, actor }) {
    const units = await unitsOfBureau(tx, actor.bureau);
    return {
      result: {
        types: [...caseCatalog().types.values()].map(({ id, name, says, violations }) => ({
          id,
          name,
          says,
          violations,
        })),
        officers: (await officersOfBureau(tx, actor.bureau)).map(({ id, name, orgId }) => ({
          id,
          name,
          org: units.nameOf(orgId),
        })),
      },
      audit: 'plain',
    };
  },
});

export const unmaskParty = readCase({
  action: 'case.unmask',
  title: '查看未脱敏的当事人信息',
  permission: 'personal.unmask',
  input: contract.unmaskParty.body!.extend(contract.unmaskParty.params!.shape),
  async run({ tx }, { id, partyId, reason }) {
    await getCaseRow(tx, id);
    const party = (await partiesOf(tx, [id])).find((one) => one.id === partyId);
    if (!party) throw new AppError('not_found');
    return {
      result: {
        representative: party.representative,
        idNumber: party.id_number,
        phone: party.phone,
        address: party.address,
      },
      audit: { on: id, why: reason },
    };
  },
});

export const getCaseFile = readCase({
  action: 'case.file',
  title: '查看案卷目录',
  permission: 'case.read',
  input: contract.getCaseFile.params!,
  async run(context, { id }) {
    const facts = await factsOf(context, await getCaseRow(context.tx, id));
    const papers = await papersOf(context, facts);
    return {
      result: { volumes: volumesOf(papers), missing: await fileMissing(context, facts) },
      audit: 'plain',
    };
  },
});

export const getSettings = readCase({
  action: 'case.settings',
  title: '查看听证标准',
  permission: 'case.read',
  input: z.undefined(),
  run: async ({ tx, actor }) => ({ result: await thresholdsOf(tx, actor.bureau), audit: 'plain' }),
});

export const saveSettings = useCase({
  action: 'case.configure',
  title: '设置听证标准',
  permission: 'case.approve',
  input: contract.saveSettings.body!,
  async run({ tx, actor }, { version, ...input }) {
    const before = await thresholdsOf(tx, actor.bureau);
    await saveSettingsRow(tx, version, {
      bureau: actor.bureau,
      region: actor.bureau,
      person_fine_fen: input.personFine,
      unit_fine_fen: input.unitFine,
      person_forfeit_fen: input.personForfeit,
      unit_forfeit_fen: input.unitForfeit,
      basis: input.basis,
    });
    const after = await thresholdsOf(tx, actor.bureau);
    return { result: after, audit: { on: null, before, after } };
  },
});
