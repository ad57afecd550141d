import { PARTY_STAGE_NAMES, REMEDY_KIND_NAMES, REMEDY_RESULT_NAMES } from '@wangjian/core/case.ts';
import { maskAddress, maskIdNumber, maskName, maskPhone } from '@wangjian/core/personal-data.ts';
import type { KnownPerson } from '../documents/service.ts';
import type { CaseFacts, PartyRange } from './case-facts.ts';
import type { CaseDetail } from './contract.ts';
import { FINE_BASE_NAMES } from './law/fine-range.ts';
import { penaltyInWords } from './law/penalty.ts';
import { publicationOf } from './law/publication.ts';
import { amountsOf, hearingOf, stageOf } from './party-facts.ts';
import type { PartyRow } from './party-store.ts';

type PartyView = CaseDetail['parties'][number];

function personOf(party: PartyRow) {
  return {
    id: party.id,
    kind: party.kind,
    name: party.name,
    uscc: party.uscc,
    representative: party.representative === null ? null : maskName(party.representative),
    idNumber: party.id_number === null ? null : maskIdNumber(party.id_number),
    phone: party.phone === null ? null : maskPhone(party.phone),
    address:
      party.address === null || party.kind === 'company' || party.kind === 'other'
        ? party.address
        : maskAddress(party.address),
  };
}

/** The persons among the parties, for what is published: whoever is named in it, not only whom it is about. */
export function personsOf(parties: readonly PartyRow[]): KnownPerson[] {
  return parties.flatMap((party): KnownPerson[] => [
    ...(party.kind === 'person' ? [{ value: party.name, mask: 'person-name' as const }] : []),
    { value: party.representative, mask: 'person-name' },
    { value: party.id_number, mask: 'id-number' },
    { value: party.phone, mask: 'phone' },
    ...(party.kind === 'company' ? [] : [{ value: party.address, mask: 'address' as const }]),
  ]);
}

/** The range of a fine with its computation in words. */
export function presentRange({ min, max, each }: PartyRange): PartyView['range'] {
  return {
    min,
    max,
    each: each.map(({ violation, range }) => ({
      violation,
      range: { min: range.min, max: range.max },
      steps: [...range.steps],
      needs: range.needs.map((base) => FINE_BASE_NAMES[base]),
    })),
  };
}

/** A party as the page shows it, personal data masked. */
export function presentParty(facts: CaseFacts, party: PartyRow): PartyView {
  const stage = stageOf(party);
  return {
    ...personOf(party),
    stage,
    stageName: PARTY_STAGE_NAMES[stage],
    proposal: party.proposal,
    proposalWords: party.proposal === null ? null : penaltyInWords(party.proposal),
    rangeReason: party.range_reason,
    amounts: amountsOf([party]),
    severe: party.severe,
    range: presentRange(facts.rangeOf.get(party.id)!),
    noticedOn: party.noticed_on,
    hearing: {
      reasons: hearingOf(facts, party),
      requestedOn: party.hearing_requested_on,
      on: party.hearing_on,
      heard: party.heard,
    },
    statement:
      party.statement === null || party.statement_on === null
        ? null
        : {
            text: party.statement,
            on: party.statement_on,
            adopted: party.statement_adopted,
            waived: party.waived,
          },
    outcome: party.outcome,
    penalty: party.penalty,
    penaltyWords: party.penalty === null ? null : penaltyInWords(party.penalty),
    decisionDocument: party.decision_document,
    decisionNumber: party.decision_number,
    decidedOn: party.decided_on,
    servedOn: party.served_on,
    demandedOn: party.demanded_on,
    courtAppliedOn: party.court_applied_on,
    endedOn: party.ended_on,
    endReason: party.end_reason,
    publication: party.penalty === null ? null : publicationOf(party.penalty, facts.row.procedure),
    remedies: facts.remedies
      .filter(({ party_id }) => party_id === party.id)
      .map((one) => ({
        kindName: REMEDY_KIND_NAMES[one.kind],
        startedOn: one.started_on,
        endedOn: one.ended_on,
        resultName: one.result === null ? null : REMEDY_RESULT_NAMES[one.result],
        note: one.note,
      })),
    dues: facts.duesOf.get(party.id)!,
  };
}
