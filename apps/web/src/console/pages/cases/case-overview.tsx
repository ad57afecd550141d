import type { CaseDetail } from '@wangjian/server/modules/cases/contract.ts';
import { Button } from 'antd';
import { useState } from 'react';
import { Unverified } from '../../record/citation-list.tsx';
import { SiteLink } from '../../record/site-link.tsx';
import { CaseEdit } from './case-edit.tsx';
import { FineRanges } from './fine-range.tsx';
import { AnswerOf, PartyResults, RemediesOf } from './party-results.tsx';

/** 概况: facts, articles with the range of the fine and how it was found, what was proposed, reviewed, decided. */
export function CaseOverview({ one }: { one: CaseDetail }) {
  const [editing, setEditing] = useState(false);
  const mayEdit = one.allowed.some(({ action }) => action === 'edit');
  return (
    <>
      <ul className="case-days">
        {one.days.map(({ name, on }) => (
          <li key={name}>
            <span>{name}</span> <b className="num">{on}</b>
          </li>
        ))}
      </ul>
      {one.parties.length > 1 && <PartyResults one={one} />}
      <div className="case-block">
        <h3>
          案情
          {mayEdit && (
            <Button size="small" onClick={() => setEditing(true)}>
              修改案情
            </Button>
          )}
        </h3>
        <p className="case-words">{one.facts ?? one.summary}</p>
        <p className="soft">
          违法行为 {one.actedOn} 发生，适用当日施行的法律
          {one.parties.length === 1 && one.parties[0]!.severe && '；情节严重'}
          {one.siteId && (
            <>
              ；网站（店铺）：
              <SiteLink id={one.siteId} name={one.siteName} />
            </>
          )}
        </p>
      </div>
      <FineRanges one={one} />
      {one.proposalWords && (
        <div className="case-block">
          <h3>处理建议</h3>
          <p className="case-words">{one.proposalWords}</p>
          {one.parties
            .filter(({ rangeReason }) => rangeReason)
            .map(({ id, name, rangeReason }) => (
              <p className="case-words" key={id}>
                {one.parties.length > 1 && `${name}　`}裁量理由：{rangeReason}
              </p>
            ))}
        </div>
      )}
      <div className="case-block">
        <h3>审核</h3>
        <p className="case-words">
          {one.review.kind === 'legal' ? '应当法制审核' : '案件审核'}：{one.review.reasons.join('；')}
          {one.review.collectiveDecision && '；由负责人集体讨论决定'}
        </p>
        {one.review.on && (
          <p className="case-words">
            {one.review.on} {one.review.by} 审核通过：{one.review.opinion}
          </p>
        )}
      </div>
      {one.parties.length === 1 && <OneResult one={one} party={one.parties[0]!} />}
      {editing && <CaseEdit one={one} onClose={() => setEditing(false)} />}
    </>
  );
}

/** Of the only party: the hearing, its defence, the decision. */
function OneResult({ one, party }: { one: CaseDetail; party: CaseDetail['parties'][number] }) {
  return (
    <>
      {(party.proposalWords || party.penaltyWords) && (
        <div className="case-block">
          <h3>听证和陈述申辩 {one.hearing.unverified && <Unverified />}</h3>
          <div className="case-words">
            <AnswerOf party={party} />
          </div>
        </div>
      )}
      {party.penaltyWords && (
        <div className="case-block">
          <h3>处罚决定</h3>
          <p className="case-words">
            {party.decisionNumber} {party.penaltyWords}
          </p>
          <RemediesOf party={party} />
          {party.publication && (
            <p className="soft">
              {party.publication.publish ? '应当公示' : '不予公示'}：{party.publication.why}
            </p>
          )}
        </div>
      )}
    </>
  );
}
