import { Link } from '@tanstack/react-router';
import {
  LEAD_CHECK_WAY_NAMES,
  LEAD_RESULT_FIELD_NAMES,
  LEAD_RESULT_NAMES,
  LEAD_STATUS_NAMES,
} from '@wangjian/core/lead.ts';
import type { LeadDetail } from '@wangjian/server/modules/leads/contract.ts';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import { minuteOf } from '../../time-words.ts';

type Lead = z.output<typeof LeadDetail>;

const DISPATCH_STATES = {
  open: '待签收',
  signed: '已签收',
  returned: '已退回',
  withdrawn: '已撤回',
} as const;
const LINK_KINDS = {
  related: '关联',
  'split-into': '拆分出',
  'split-from': '拆分自',
  'merged-from': '并入本线索',
} as const;

/** 分派、核查、反馈、督办 of a lead, the newest of each first. */
export function LeadCourse({ lead }: { lead: Lead }) {
  const nothing =
    lead.dispatches.length + lead.checks.length + lead.feedbacks.length + lead.supervisions.length === 0;
  if (nothing) return <p className="soft">还没有分派和核查。分派后，签收、核查、反馈的情况都记在这里。</p>;
  return (
    <>
      {[...lead.feedbacks].reverse().map((one) => (
        <Part
          key={one.id}
          title={`反馈：${LEAD_RESULT_NAMES[one.result]}`}
          by={`${one.orgName} ${one.by}`}
          at={one.at}
          mark={
            one.verdict && (
              <Tag color={one.verdict === 'approved' ? 'green' : 'orange'}>
                {one.verdict === 'approved' ? '审核通过' : '审核退回'}
              </Tag>
            )
          }
        >
          <Fact name="查明的事实">{one.facts}</Fact>
          {(['handling', 'reference', 'reason'] as const).map((field) => (
            <Fact key={field} name={LEAD_RESULT_FIELD_NAMES[field]}>
              {one[field]}
            </Fact>
          ))}
          {one.verdict && (
            <Fact name="审核意见">
              {one.verdictBy}：{one.verdictOpinion || (one.verdict === 'approved' ? '同意' : '')}
            </Fact>
          )}
        </Part>
      ))}
      {[...lead.supervisions].reverse().map((one) => (
        <Part
          key={one.id}
          title={`督办：限 ${one.dueOn} 前办理`}
          by={`${one.orgName} ${one.by}`}
          at={one.at}
          mark={<Tag color={one.endedAt ? 'green' : 'red'}>{one.endedAt ? '已反馈' : '督办中'}</Tag>}
        >
          <Fact name="督办要求">{one.text}</Fact>
        </Part>
      ))}
      {[...lead.checks].reverse().map((one) => (
        <Part
          key={one.id}
          title={`核查：${LEAD_CHECK_WAY_NAMES[one.way]}　${one.checkedOn}`}
          by={`${one.orgName} ${one.by}`}
          at={one.at}
        >
          <Fact name="核查内容">{one.content}</Fact>
          <Fact name="核查结果">{one.finding}</Fact>
          <Fact name="核查人员">{one.officers.join('、')}</Fact>
          <Fact name="地点">{one.place}</Fact>
        </Part>
      ))}
      {[...lead.dispatches].reverse().map((one) => (
        <Part
          key={one.id}
          title={`分派：${one.from} → ${one.to}`}
          by={one.by}
          at={one.at}
          mark={<Tag>{DISPATCH_STATES[one.state]}</Tag>}
        >
          <Fact name="反馈期限">{one.dueOn}</Fact>
          <Fact name="办理要求">{one.requirement}</Fact>
          <Fact name="分派建议">{one.proposal}</Fact>
          <Fact name="改派理由">{one.overrideReason}</Fact>
          <Fact name="退回、撤回理由">{one.reason}</Fact>
        </Part>
      ))}
    </>
  );
}

function Part(props: { title: string; by: string; at: string; mark?: ReactNode; children: ReactNode }) {
  return (
    <section className="lead-part">
      <h3>
        {props.title} {props.mark}
      </h3>
      <p className="soft num">
        {minuteOf(props.at)}　{props.by}
      </p>
      <dl>{props.children}</dl>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  if (children === null || children === undefined || children === '') return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** 关联线索: joined, split off, split from. */
export function LeadLinks({ lead }: { lead: Lead }) {
  if (lead.links.length === 0) return null;
  return (
    <ul className="lead-links">
      {lead.links.map((one) => (
        <li key={one.leadId}>
          {LINK_KINDS[one.kind]}：
          {one.number ? (
            <Link to={`/leads/${one.leadId}`}>
              {one.number} {one.title}
            </Link>
          ) : (
            <span className="soft">其他辖区的线索</span>
          )}
          {one.status && <span className="soft">（{LEAD_STATUS_NAMES[one.status]}）</span>}
          {one.note && <span className="soft">　{one.note}</span>}
        </li>
      ))}
    </ul>
  );
}
