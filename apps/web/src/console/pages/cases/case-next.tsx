import { Link } from '@tanstack/react-router';
import type { CaseDetail } from '@wangjian/server/modules/cases/contract.ts';
import { Alert, Button, Dropdown, Steps } from 'antd';
import { useState } from 'react';
import { DeadlineTag } from '../../deadline/deadline-tag.tsx';
import { StepDialog } from './step-dialog.tsx';
import { STEP_FORMS } from './step-table.ts';

type Case = CaseDetail;
const STAGES = ['待立案', '调查', '审核', '告知', '决定', '送达', '执行', '结案', '归档'] as const;
const STAGE_OF: Readonly<Record<Case['state'], number>> = {
  drafting: 0,
  'not-filed': 0,
  discarded: 0,
  investigating: 1,
  suspended: 1,
  reviewing: 2,
  notifying: 3,
  stating: 3,
  hearing: 3,
  deciding: 4,
  serving: 5,
  executing: 6,
  ending: 7,
  closed: 8,
  archived: 8,
};
/** Steps that are not the way of the case. */
const ASIDE = new Set(['publish', 'withdraw-request']);
/** Steps that are done elsewhere on the page. */
const ELSEWHERE = new Set(['comment']);

/**
 * The step that takes the case on comes first as soon as it is ready; while a document waits, what cannot be done
 * meanwhile is left out.
 */
function ordered(one: Case, steps: Case['allowed']): Case['allowed'] {
  const onward = one.state === 'executing' && one.dues.open > 0 ? 'pay' : ONWARD[one.state];
  const now = one.waiting.length > 0 ? steps.filter(({ ready }) => ready) : steps;
  const first = now.filter(({ action, ready }) => ready && action === onward);
  return [...first, ...now.filter((step) => !first.includes(step))];
}
/** What the reader waits for where others take the next step. */
const WAITS: Partial<Record<Case['state'], string>> = {
  reviewing: '等待审核：由有案件审核权限的人员（不是办案人员）审核，可以通过，也可以退回补充调查。',
};
const ONWARD: Partial<Record<Case['state'], string>> = {
  stating: 'proceed',
  hearing: 'end-hearing',
  executing: 'finish',
};

/** A stage before the present one that the case never went through: one that went to the police was not decided here. */
function wasPassedOver(one: Case, stage: number): boolean {
  if (stage >= STAGE_OF[one.state]) return false;
  const title = STAGES[stage];
  if (title === '告知') return one.parties.every(({ noticedOn }) => noticedOn === null);
  return (title === '决定' || title === '送达' || title === '执行') && one.decidedOn === null;
}

/** Where the case stands, what may be done now and until when; what a step still lacks is said, not hidden. */
export function CaseNext({ one }: { one: Case }) {
  const [asking, setAsking] = useState<{ action: string; name: string } | null>(null);
  // With several parties what is done with one of them stands beside its name.
  const several = one.parties.length > 1;
  const steps = one.allowed.filter(
    ({ action, parties }) => STEP_FORMS[action] && !ELSEWHERE.has(action) && !(several && parties !== null),
  );
  const order = ordered(one, steps);
  // What is not the usual way and cannot be done yet is no next step.
  const [first, ...others] = order.filter(({ action, ready }) => ready || action !== 'conclude-transfer');
  const waits = first === undefined && one.waiting.length === 0 ? WAITS[one.state] : undefined;
  const ready = others.filter((step) => step.ready).slice(0, 2);
  const rest = others.filter((step) => !ready.includes(step));
  const running = one.deadlines.filter(({ ended }) => ended === null);
  const over = ['not-filed', 'discarded', 'archived'].includes(one.state);
  return (
    <div className="case-next">
      <Steps
        size="small"
        current={STAGE_OF[one.state]}
        status={over || one.state === 'closed' ? 'finish' : 'process'}
        items={STAGES.map((title, index) => ({
          title: index === STAGE_OF[one.state] ? (index === 0 ? one.stateName : title) : title,
          ...(wasPassedOver(one, index) ? { status: 'wait' as const } : {}),
        }))}
      />
      {one.waiting.length > 0 && <Waiting one={one} />}
      {one.state === 'serving' && (
        <Alert
          style={{ marginTop: 12 }}
          type="info"
          showIcon
          title={
            <>
              决定书已签发，请在七个工作日内送达；在文书页登记送达后，案件进入下一步
              <Papers
                named={several}
                papers={one.parties
                  .filter(({ stage, decisionDocument }) => stage === 'serving' && decisionDocument)
                  .map(({ name, decisionDocument }) => ({ id: decisionDocument!, party: name }))}
                label="打开决定书"
              />
            </>
          }
        />
      )}
      {waits && <p className="case-waits">{waits}</p>}
      <div className="case-next-row">
        {first && (
          <Button
            type={ASIDE.has(first.action) ? 'default' : 'primary'}
            disabled={!first.ready}
            onClick={() => setAsking(first)}
          >
            {first.name}
          </Button>
        )}
        {ready.map((step) => (
          <Button key={step.action} onClick={() => setAsking(step)}>
            {step.name}
          </Button>
        ))}
        {rest.length > 0 && (
          <Dropdown
            trigger={['click']}
            menu={{
              items: rest.map((step) => ({
                key: step.action,
                disabled: !step.ready,
                label: step.ready ? step.name : `${step.name}（${step.missing[0]}）`,
              })),
              onClick: ({ key }) => setAsking(rest.find(({ action }) => action === key) ?? null),
            }}
          >
            <Button>其他步骤</Button>
          </Dropdown>
        )}
        {running.slice(0, 3).map((deadline) => (
          <DeadlineTag key={deadline.id} deadline={deadline} named />
        ))}
      </div>
      {first && !first.ready && (
        <ul className="case-missing">
          {first.missing.map((words) => (
            <li key={words}>
              {first.name}前：{words}
            </li>
          ))}
        </ul>
      )}
      {asking && <StepDialog one={one} {...asking} onClose={() => setAsking(null)} />}
    </div>
  );
}

/** Documents that steps wait for: one to open, or one for each party. */
function Waiting({ one }: { one: Case }) {
  const [first] = one.waiting;
  return (
    <Alert
      style={{ marginTop: 12 }}
      type="info"
      showIcon
      title={
        <>
          {first!.name}：文书等待{first!.on === 'served' ? '签发并送达' : '审批签发'}
          <Papers
            named={one.parties.length > 1}
            papers={one.waiting.map(({ documentId, partyId }) => ({
              id: documentId,
              party: one.parties.find(({ id }) => id === partyId)?.name,
            }))}
            label="打开文书"
          />
        </>
      }
    />
  );
}

/** With several, each button says whose document it opens. */
function Papers(props: {
  papers: readonly { readonly id: string; readonly party: string | undefined }[];
  /** Of a case with several parties. */
  named: boolean;
  label: string;
}) {
  const { papers, label, named } = props;
  return (
    <span className="case-papers">
      {papers.map(({ id, party }) => (
        <Link key={id} to={`/documents/${id}`}>
          <Button size="small" type="primary">
            {named && party ? `${label}：${party}` : label}
          </Button>
        </Link>
      ))}
    </span>
  );
}
