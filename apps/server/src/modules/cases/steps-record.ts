import { AppError } from '@wangjian/core/errors.ts';
import { bureauOfId } from '@wangjian/core/ids.ts';
import { handDeadlines } from '../deadlines/service.ts';
import type { CaseFacts } from './case-facts.ts';
import * as contract from './contract.ts';
import { checkDays, checkUscc, checkViolations, colleagues } from './create-case.ts';
import { caseCatalog } from './law/case-catalog.ts';
import { yuanInWords } from './law/money-words.ts';
import { removeParty, saveParty } from './party-store.ts';
import { caseStep } from './step.ts';
import { type CaseChange, nobodyLeads, replaceValuations, saveHandler } from './store.ts';

/** The records on which periods of a case run: itself, its parties, its matters. */
const recordsOf = ({ row, parties, matters }: CaseFacts) => [
  row.id,
  ...parties.map(({ id }) => id),
  ...matters.map(({ id }) => id),
];

/** Additions to a case that do not move it. */
export const recordSteps = [
  caseStep(contract.editCase, {
    action: 'edit',
    async run(_, { row, today }, input) {
      const { version: _v, key: _k, ...form } = input;
      const derived = form.violations ? checkViolations(form.violations) : undefined;
      if (form.caseType !== undefined && !caseCatalog().types.has(form.caseType))
        throw new AppError('invalid_input', `没有案件类型“${form.caseType}”`);
      checkDays(today, form.actedOn ?? row.acted_on, form.foundOn ?? row.found_on);
      const columns = {
        title: form.title,
        case_type: form.caseType ?? derived?.caseType,
        violations: form.violations,
        category: form.category,
        summary: form.summary,
        acted_on: form.actedOn,
        found_on: form.foundOn,
        same_act: form.sameAct,
        public_interest: form.publicInterest,
        complex: form.complex,
        other_review_rule: form.otherReviewRule === '' ? null : form.otherReviewRule,
      };
      const change = Object.fromEntries(
        Object.entries(columns).filter(([, value]) => value !== undefined),
      ) as CaseChange;
      return { change, opinion: null, after: form };
    },
  }),
  caseStep(contract.assignHandler, {
    action: 'assign',
    async run(context, facts, { officerId, certificate, lead }) {
      const { row, everHandlers, today } = facts;
      const { tx } = context;
      const [officer] = await colleagues(context, row.bureau, [officerId]);
      const before = everHandlers.find((one) => one.officer_id === officerId);
      if (before?.until && before.reason)
        throw new AppError('conflict', `${before.name} 已经回避，不能再办理本案`);
      const leads = lead || !everHandlers.some((one) => one.until === null && one.lead);
      if (leads) await nobodyLeads(tx, row.id);
      await saveHandler(tx, {
        bureau: row.bureau,
        case_id: row.id,
        officer_id: officerId,
        region: row.region,
        name: officer!.name,
        certificate,
        lead: leads,
        since: before?.since ?? today,
        until: null,
        reason: null,
      });
      // The periods of the case are those of its leading officer.
      if (leads) await handDeadlines(context, recordsOf(facts), { officerId });
      return { opinion: `${officer!.name}（执法证号 ${certificate}）${leads ? '主办' : '协办'}` };
    },
  }),
  caseStep(contract.recuseHandler, {
    action: 'recuse',
    async run(context, facts, { officerId, reason }) {
      const { handlers, today } = facts;
      const { tx } = context;
      const handler = handlers.find((one) => one.officer_id === officerId);
      if (!handler) throw new AppError('conflict', '该人员不是本案现在的办案人员');
      await saveHandler(tx, { ...handler, lead: false, until: today, reason });
      const next = handlers.find((one) => one.officer_id !== officerId);
      if (handler.lead && next) {
        await saveHandler(tx, { ...next, lead: true });
        await handDeadlines(context, recordsOf(facts), { officerId: next.officer_id });
      }
      return { opinion: `${handler.name} 回避：${reason}` };
    },
  }),
  caseStep(contract.saveParty, {
    action: 'party',
    async run(context, { row, parties, matters, today }, input) {
      const { partyId, leaves, version: _v, key: _k, ...form } = input;
      const { tx, newId } = context;
      const before = partyId === undefined ? undefined : parties.find(({ id }) => id === partyId);
      if (partyId !== undefined && !before) throw new AppError('not_found');
      if (leaves !== undefined) {
        if (!before) throw new AppError('invalid_input', '请选择当事人');
        if (parties.filter(({ ended_on }) => ended_on === null).length < 2)
          throw new AppError('conflict', '案件至少要有一名当事人；登记错了的请修改');
        if (before.ended_on !== null) throw new AppError('conflict', `${before.name}已经不在本案处理`);
        const opinion = `${before.name}不再作为本案当事人：${leaves}`;
        // Before filing it was only written down; afterwards it stays on record with the reason.
        if (row.filed_on === null && !matters.some(({ party_id }) => party_id === before.id))
          await removeParty(tx, before);
        else return { parties: [[before, { ended_on: today, end_reason: leaves }]], opinion };
        return { opinion };
      }
      const kind = form.kind ?? before?.kind;
      const name = form.name ?? before?.name;
      if (!kind || !name)
        throw new AppError('invalid_input', '请填写当事人的类型和名称', {
          problems: [{ path: 'name', message: '必填' }],
        });
      const kept = <Value>(given: Value | undefined, old: Value | undefined) =>
        given === undefined ? (old ?? null) : given;
      await saveParty(tx, {
        bureau: row.bureau,
        id: before?.id ?? newId('party', bureauOfId(row.id)),
        region: row.region,
        case_id: row.id,
        place: before?.place ?? parties.length + 1,
        kind,
        name,
        uscc: form.uscc === undefined ? (before?.uscc ?? null) : checkUscc(form.uscc),
        representative: kept(form.representative, before?.representative),
        id_number: kept(form.idNumber, before?.id_number),
        phone: kept(form.phone, before?.phone),
        address: kept(form.address, before?.address),
        turnover_fen: kept(form.turnover, before?.turnover_fen),
        goods_fen: kept(form.goods, before?.goods_fen),
        income_fen: kept(form.income, before?.income_fen),
        ad_cost_fen: kept(form.adCost, before?.ad_cost_fen),
        severe: form.severe ?? before?.severe ?? false,
      });
      return { opinion: name, after: { partyId: before?.id, fields: Object.keys(form) } };
    },
  }),
  caseStep(contract.saveValuation, {
    action: 'valuation',
    async run({ tx, newId }, { row, party }, { items, asTurnover }) {
      await replaceValuations(
        tx,
        party.id,
        items.map((item, index) => ({
          bureau: row.bureau,
          id: newId('valuation', row.bureau),
          region: row.region,
          case_id: row.id,
          party_id: party.id,
          place: index + 1,
          name: item.name,
          quantity: String(item.quantity),
          unit: item.unit,
          price_fen: item.price,
          sold: item.sold,
          basis: item.basis,
        })),
      );
      const total = items.reduce((sum, item) => sum + Math.round(item.quantity * item.price), 0);
      // 货值 counts what was made and offered, sold or not.
      return {
        parties:
          items.length > 0
            ? [[party, { goods_fen: total, ...(asTurnover ? { turnover_fen: total } : {}) }]]
            : [],
        opinion: `${items.length} 项，合计 ${yuanInWords(total)}`,
      };
    },
  }),
  caseStep(contract.commentCase, { action: 'comment', run: async (_, __, { text }) => ({ opinion: text }) }),
];
