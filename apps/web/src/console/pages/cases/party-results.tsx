import { Link } from '@tanstack/react-router';
import type { CaseDetail } from '@wangjian/server/modules/cases/contract.ts';
import { Button } from 'antd';
import { useState } from 'react';
import { Unverified } from '../../record/citation-list.tsx';
import { yuanOf } from './money.tsx';
import { StepDialog } from './step-dialog.tsx';
import { STEP_FORMS } from './step-table.ts';

type Party = CaseDetail['parties'][number];

/** Where the notice of a party stands, and what it answered. */
export function AnswerOf({ party }: { party: Party }) {
  const { statement, hearing } = party;
  return (
    <>
      {hearing.reasons.length > 0 ? `属于听证范围：${hearing.reasons.join('；')}` : '不属于听证范围'}
      {hearing.requestedOn && `；${hearing.requestedOn} 要求听证`}
      {hearing.on && `；${hearing.heard ? '已于' : '定于'} ${hearing.on} 听证`}
      {statement && (
        <div>
          {statement.on} 陈述申辩：{statement.text}
          {statement.waived && '（已书面放弃陈述申辩和听证）'}
          {statement.adopted !== null && (statement.adopted ? '（采纳）' : '（不予采纳）')}
        </div>
      )}
    </>
  );
}

/** 复议、诉讼 of a party with what came of it. */
export function RemediesOf({ party }: { party: Party }) {
  return (
    <>
      {party.remedies.map((one) => (
        <div key={`${one.kindName}${one.startedOn}`}>
          {one.startedOn} {one.kindName}：{one.endedOn ? `${one.endedOn} ${one.resultName}` : '正在进行'}
        </div>
      ))}
    </>
  );
}

/** Of several parties: what was proposed, told, answered, decided, served and paid, and what may be done with each. */
export function PartyResults({ one }: { one: CaseDetail }) {
  const [asking, setAsking] = useState<{ action: string; name: string; partyId: string } | null>(null);
  return (
    <div className="case-block">
      <h3>各当事人（{one.parties.length} 名，分别告知、决定、送达、执行）</h3>
      <table className="plain-table">
        <thead>
          <tr>
            <th style={{ width: '23%' }}>当事人</th>
            <th style={{ width: '19%' }}>处理</th>
            <th>告知和陈述申辩 {one.hearing.unverified && <Unverified />}</th>
            <th style={{ width: '17%' }}>决定和送达</th>
            <th style={{ width: '17%' }}>罚没款</th>
          </tr>
        </thead>
        <tbody>
          {one.parties.map((party) => (
            <tr key={party.id}>
              <td>
                <b>{party.name}</b>
                <div className="soft">{party.endReason ?? party.stageName}</div>
                <Actions one={one} party={party} onAsk={setAsking} />
              </td>
              <td>
                {party.penaltyWords ?? (party.proposalWords ? `拟：${party.proposalWords}` : '—')}
                {party.publication && (
                  <div className="soft">{party.publication.publish ? '应当公示' : '不予公示'}</div>
                )}
              </td>
              <td>
                {party.noticedOn && <div>{party.noticedOn} 送达告知书</div>}
                {party.proposalWords ? <AnswerOf party={party} /> : '—'}
              </td>
              <td>
                {party.decisionDocument ? (
                  <Link to={`/documents/${party.decisionDocument}`}>{party.decisionNumber ?? '决定书'}</Link>
                ) : (
                  '—'
                )}
                {party.servedOn ? (
                  <div className="soft">{party.servedOn} 送达</div>
                ) : (
                  party.decisionDocument && <div className="case-warn">待送达</div>
                )}
                <RemediesOf party={party} />
              </td>
              <td className="num">
                {party.dues.fine + party.dues.forfeit === 0 ? (
                  '—'
                ) : (
                  <>
                    <div>应缴 {yuanOf(party.dues.fine + party.dues.forfeit + party.dues.lateFine)}</div>
                    <div>已缴 {yuanOf(party.dues.paid)}</div>
                    {party.dues.open > 0 && party.dues.payBy && (
                      <div className="soft">{party.dues.payBy} 前缴纳</div>
                    )}
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {asking && <StepDialog one={one} {...asking} onClose={() => setAsking(null)} />}
    </div>
  );
}

/** Steps that are ready for this party, short. */
const SHORT: Readonly<Record<string, string>> = {
  'record-statement': '陈述申辩',
  'request-hearing': '要求听证',
  'withdraw-hearing': '撤回听证',
  pay: '登记缴款',
  defer: '延期分期',
  demand: '催告',
  'apply-court': '申请强制',
  finish: '执行完毕',
  remedy: '复议诉讼',
  publish: '登记公示',
};

function Actions(props: {
  one: CaseDetail;
  party: Party;
  onAsk: (what: { action: string; name: string; partyId: string }) => void;
}) {
  const { one, party, onAsk } = props;
  const ready = one.allowed.filter(
    ({ action, parties }) => STEP_FORMS[action] && parties?.includes(party.id),
  );
  if (ready.length === 0) return null;
  return (
    <div className="case-party-steps">
      {ready.map(({ action, name }) => (
        <Button key={action} size="small" onClick={() => onAsk({ action, name, partyId: party.id })}>
          {SHORT[action] ?? name}
        </Button>
      ))}
    </div>
  );
}
