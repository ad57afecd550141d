import { AppError } from '@wangjian/core/errors.ts';
import { readCase, useCase } from '../../platform/use-case.ts';
import { evidenceIdsOf, linkEvidence } from '../evidence/service.ts';
import { findingIdsOfLead, setLead } from '../findings/service.ts';
import { notify } from '../inbox/service.ts';
import { officersOfBureau, unitsOfBureau } from '../officers/service.ts';
import { refuseOtherBureau } from '../registry/service.ts';
import { actOnOne } from './act.ts';
import { checkViolations } from './check-form.ts';
import * as contract from './contract.ts';
import { linkLeads, linksOf } from './course-store.ts';
import { detail } from './detail.ts';
import { registerLead, writeEvent } from './register.ts';
import { getLeadRow, type LeadRow } from './store.ts';

/** 说明, with colleagues who are told (@). It changes nothing, so it needs no version. */
export const commentLead = useCase({
  action: 'lead.comment',
  title: '添加说明',
  permission: 'lead.read',
  input: contract.commentLead.body!.extend(contract.commentLead.params!.shape),
  idempotencyKey: ({ key }) => key,
  async run(context, { id, text, mention }) {
    const { tx } = context;
    const row = await getLeadRow(tx, id);
    const known = new Map((await officersOfBureau(tx, row.bureau)).map((one) => [one.id, one]));
    const strange = mention.find((officer) => !known.has(officer));
    if (strange !== undefined)
      throw new AppError('invalid_input', '要提醒的人员不在本局或已停用，请重新选择', {
        problems: [{ path: 'mention', message: '请重新选择' }],
      });
    const at = mention.map((officer) => `@${known.get(officer)!.name}`).join(' ');
    await writeEvent(context, row, 'comment', at ? `${text}（${at}）` : text);
    await notify(context, {
      to: { officerIds: mention },
      kind: 'mention',
      title: `在线索中提到您：${row.title}`,
      text: `${row.number}　${text}`,
      path: `/leads/${id}`,
      on: id,
    });
    return { result: await detail(context, id), audit: { on: id, why: text } };
  },
});

export const leadColleagues = readCase({
  action: 'lead.colleagues',
  title: '查看可提醒的同事',
  permission: 'lead.read',
  input: contract.leadColleagues.params!,
  async run({ tx }, { id }) {
    const row = await getLeadRow(tx, id);
    const units = await unitsOfBureau(tx, row.bureau);
    const items = (await officersOfBureau(tx, row.bureau)).map((one) => ({
      ...one,
      orgName: units.fullName(one.orgId),
      holder: units.actsFor(one.orgId, row.holder_org_id),
    }));
    return { result: { items }, audit: 'plain' };
  },
});

export const linkLead = useCase({
  action: 'lead.link',
  title: '关联线索',
  permission: 'lead.register',
  input: contract.linkLead.body!.extend(contract.linkLead.params!.shape),
  async run(context, { id, otherId, note }) {
    const { tx, actor, clock } = context;
    const other = await getLeadRow(tx, otherId);
    const { version, number } = await getLeadRow(tx, id);
    if ((await linksOf(tx, id)).some((one) => one.other_id === otherId))
      throw new AppError('conflict', `已经与 ${other.number} 关联`);
    const audit = await actOnOne(context, { id, version }, 'link', note, (row) => {
      if (other.id === id) throw new AppError('conflict', '不能关联线索自己');
      if (other.bureau !== row.bureau) throw new AppError('conflict', '只能关联本局的线索');
      return {
        say: [`与 ${other.number} 关联`, note].filter(Boolean).join('；'),
        async after(lead) {
          await linkLeads(tx, lead, other, {
            kind: 'related',
            note,
            at: clock.now(),
            officer_name: actor.name,
          });
          await writeEvent(context, other, 'link', [`与 ${number} 关联`, note].filter(Boolean).join('；'));
        },
      };
    });
    return { result: await detail(context, id), audit };
  },
});

const copied = (row: LeadRow) => ({
  bureau: row.bureau,
  source: row.source,
  source_fields: JSON.stringify(row.source_fields),
  url: row.url,
  informant: row.informant,
  informant_phone: row.informant_phone,
  found_on: row.found_on,
  received_on: row.received_on,
  patrol_id: row.patrol_id,
});

/** 拆分: a new lead takes the chosen violations and findings of this one; both name each other. */
export const splitLead = useCase({
  action: 'lead.split',
  title: '拆分线索',
  permission: 'lead.sort',
  input: contract.splitLead.body!.extend(contract.splitLead.params!.shape),
  idempotencyKey: ({ key }) => key,
  async run(context, { id, version, findingIds, ...part }) {
    const { tx, actor, clock, regions } = context;
    checkViolations(part.violations);
    const audit = await actOnOne(context, { id, version }, 'split', part.title, async (row) => {
      refuseOtherBureau(regions, row.bureau, part.region);
      const own = new Set(await findingIdsOfLead(tx, id));
      if (findingIds.some((finding) => !own.has(finding)))
        throw new AppError('invalid_input', '所选发现不属于该线索，请刷新后重选');
      if (own.size > 0 && findingIds.length === own.size)
        throw new AppError('invalid_input', '至少留下一条发现：全部拆出等于没有拆分');
      const taken = new Set(part.violations);
      return {
        change: { violations: row.violations.filter((violation) => !taken.has(violation)) },
        say: `拆分出：${part.title}`,
        async after(lead) {
          const newId = await registerLead(
            context,
            {
              ...copied(row),
              region: part.region ?? row.region,
              title: part.title,
              content: part.content,
              violations: part.violations,
              party: part.party ?? row.party,
              uscc: part.party ? null : row.uscc,
              party_address: part.party ? null : row.party_address,
              party_phone: part.party ? null : row.party_phone,
              // A site has one lead of a patrol in sorting (ADR 0003): the part is another matter of the same site.
              site_id: row.source === 'patrol' ? null : row.site_id,
              status: row.status,
            },
            `由 ${row.number} 拆分`,
          );
          await setLead(tx, row.bureau, findingIds, newId);
          const made = await getLeadRow(tx, newId);
          for (const evidenceId of await evidenceIdsOf(tx, id))
            await linkEvidence(tx, {
              bureau: row.bureau,
              evidence_id: evidenceId,
              on_id: newId,
              region: made.region,
            });
          await linkLeads(tx, lead, made, {
            kind: 'split-into',
            note: '',
            at: clock.now(),
            officer_name: actor.name,
          });
        },
      };
    });
    return { result: await detail(context, id), audit };
  },
});
