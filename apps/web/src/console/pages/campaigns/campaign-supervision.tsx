import { useQuery, useQueryClient } from '@tanstack/react-query';
import { VISIT_STATUS_NAMES } from '@wangjian/core/campaign.ts';
import {
  answerVisit,
  type CampaignDetail,
  type CampaignVisit,
  closeVisit,
  demandAgain,
  getSupervision,
  recordVisit,
  type Supervision,
} from '@wangjian/server/modules/campaigns/contract.ts';
import { Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import { LazyDayInput } from '../../../ui/lazy-day-input.tsx';
import { oneTimeKey } from '../../one-time-key.ts';
import { ActionDialog } from '../../record/action-dialog.tsx';
import { QueryState } from '../../shell/query-state.tsx';
import { todayInChina } from '../../time-words.ts';
import { Word } from '../../word-tag.tsx';
import { DissolveDialog, GroupDialog } from './group-dialogs.tsx';
import { visitable } from './visitable.ts';

const STEPS = { answer: '报告整改', close: '认可整改', demand: '要求继续整改' } as const;
type Dialog =
  | { readonly kind: 'group'; readonly group?: Group }
  | { readonly kind: 'dissolve'; readonly group: Group }
  | { readonly kind: 'visit' }
  | { readonly kind: keyof typeof STEPS; readonly visit: CampaignVisit };

type Group = Supervision['groups'][number];

/** 督查: the groups, what they found at the units, and what was corrected. */
export function CampaignSupervision({ campaign }: { campaign: CampaignDetail }) {
  const queries = useQueryClient();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const queryKey = ['campaign-work', campaign.id, 'supervision'];
  const supervision = useQuery({
    queryKey,
    queryFn: ({ signal }) => call(getSupervision, { params: { id: campaign.id }, signal }),
  });
  const names = new Map(visitable(campaign).map(({ orgId, name }) => [orgId, name]));
  const reload = () => void queries.invalidateQueries({ queryKey: ['campaign-work', campaign.id] });
  const close = () => setDialog(null);
  return (
    <QueryState query={supervision}>
      {(data) => (
        <>
          <div className="form-buttons">
            {campaign.allowed.includes('group') && (
              <Button onClick={() => setDialog({ kind: 'group' })}>成立督查组</Button>
            )}
            {campaign.allowed.includes('visit') && data.groups.length > 0 && (
              <Button type="primary" onClick={() => setDialog({ kind: 'visit' })}>
                记录督查情况
              </Button>
            )}
          </div>
          {data.groups.length > 0 && (
            <table className="plain-table campaign-section">
              <thead>
                <tr>
                  <th>督查组</th>
                  <th>组长</th>
                  <th>成员</th>
                  <th>督查单位</th>
                  {campaign.allowed.includes('group') && <th>办理</th>}
                </tr>
              </thead>
              <tbody>
                {data.groups.map((group) => (
                  <tr key={group.id}>
                    <td>{group.name}</td>
                    <td>{group.leader}</td>
                    <td>{group.members.join('、')}</td>
                    <td>{group.orgIds.map((id) => names.get(id) ?? '—').join('、')}</td>
                    {campaign.allowed.includes('group') && (
                      <td>
                        <Button type="link" size="small" onClick={() => setDialog({ kind: 'group', group })}>
                          调整
                        </Button>
                        <Button
                          type="link"
                          size="small"
                          onClick={() => setDialog({ kind: 'dissolve', group })}
                        >
                          撤销
                        </Button>
                      </td>
                    )}
                  </tr>
                ))}
              </tbody>
            </table>
          )}
          <Visits visits={data.visits} onStep={setDialog} />
          {dialog?.kind === 'group' && (
            <GroupDialog campaign={campaign} group={dialog.group} onDone={reload} onClose={close} />
          )}
          {dialog?.kind === 'dissolve' && (
            <DissolveDialog campaign={campaign} group={dialog.group} onDone={reload} onClose={close} />
          )}
          {dialog?.kind === 'visit' && (
            <VisitDialog campaign={campaign} groups={data.groups} onDone={reload} onClose={close} />
          )}
          {dialog && 'visit' in dialog && (
            <StepDialog
              campaignId={campaign.id}
              visit={dialog.visit}
              step={dialog.kind}
              onDone={reload}
              onClose={close}
            />
          )}
        </>
      )}
    </QueryState>
  );
}

function Visits({ visits, onStep }: { visits: readonly CampaignVisit[]; onStep: (dialog: Dialog) => void }) {
  if (visits.length === 0) return <p className="soft">还没有督查记录。</p>;
  return (
    <table className="plain-table campaign-task campaign-section">
      <thead>
        <tr>
          <th>日期</th>
          <th>单位</th>
          <th>督查组</th>
          <th>发现的情况</th>
          <th>整改要求和反馈</th>
          <th>状态</th>
          <th>办理</th>
        </tr>
      </thead>
      <tbody>
        {visits.map((visit) => (
          <tr key={visit.id}>
            <td className="num">{visit.visitedOn}</td>
            <td>{visit.orgName}</td>
            <td title={visit.members}>{visit.groupName}</td>
            <td>
              <p className="campaign-words">{visit.findings}</p>
            </td>
            <td>
              <p className="campaign-words">
                {visit.corrections === ''
                  ? '无整改要求'
                  : `${visit.corrections}${visit.dueOn ? `（${visit.dueOn} 前报告）` : ''}`}
                {visit.answer && `\n整改情况：${visit.answer}`}
                {visit.conclusion && `\n结论：${visit.conclusion}`}
              </p>
            </td>
            <td>
              <Word of={VISIT_STATUS_NAMES} value={visit.status} />
            </td>
            <td>
              {visit.allowed.map((kind) => (
                <Button key={kind} type="link" size="small" onClick={() => onStep({ kind, visit })}>
                  {STEPS[kind]}
                </Button>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface DialogProps {
  readonly campaign: CampaignDetail;
  readonly onDone: () => void;
  readonly onClose: () => void;
}
const unitOptions = (campaign: CampaignDetail) =>
  visitable(campaign).map(({ orgId, name }) => ({ value: orgId, label: name }));
const filled = (message: string) => [{ required: true, message }];

interface VisitValues {
  readonly groupId: string;
  readonly orgId: string;
  readonly visitedOn: string;
  readonly members: string;
  readonly findings: string;
  readonly corrections?: string;
  readonly dueOn?: string;
}

function VisitDialog({ campaign, groups, onDone, onClose }: DialogProps & Pick<Supervision, 'groups'>) {
  const [key] = useState(oneTimeKey);
  const [first] = groups;
  return (
    <ActionDialog<VisitValues>
      title="记录督查情况"
      ok="保存"
      width={640}
      initial={{
        visitedOn: todayInChina(),
        ...(first ? { groupId: first.id, members: [first.leader, ...first.members].join('、') } : {}),
      }}
      onClose={onClose}
      onSubmit={async ({ corrections, dueOn, ...values }) => {
        await call(recordVisit, {
          params: { id: campaign.id },
          body: { ...values, corrections: corrections ?? '', dueOn: dueOn ?? null, key },
        });
        onDone();
      }}
    >
      <Form.Item name="groupId" label="督查组" rules={filled('请选择督查组')}>
        <Select options={groups.map(({ id, name }) => ({ value: id, label: name }))} />
      </Form.Item>
      <Form.Item name="orgId" label="督查单位" rules={filled('请选择单位')}>
        <Select showSearch={{ optionFilterProp: 'label' }} options={unitOptions(campaign)} />
      </Form.Item>
      <Form.Item name="visitedOn" label="督查日期" rules={filled('请选择日期')}>
        <LazyDayInput />
      </Form.Item>
      <Form.Item name="members" label="督查人员" rules={filled('请填写人员')}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="findings" label="发现的情况" rules={filled('请填写情况')}>
        <Input.TextArea maxLength={5000} autoSize={{ minRows: 3 }} />
      </Form.Item>
      <Form.Item name="corrections" label="整改要求（没有的不填）">
        <Input.TextArea maxLength={3000} autoSize={{ minRows: 2 }} />
      </Form.Item>
      <Form.Item name="dueOn" label="整改期限（有整改要求的必填）">
        <LazyDayInput />
      </Form.Item>
    </ActionDialog>
  );
}

function StepDialog(props: {
  readonly campaignId: string;
  readonly visit: CampaignVisit;
  readonly step: keyof typeof STEPS;
  readonly onDone: () => void;
  readonly onClose: () => void;
}) {
  const { campaignId, visit, step } = props;
  return (
    <ActionDialog<{ words: string; dueOn?: string }>
      title={`${STEPS[step]}：${visit.orgName}`}
      ok={STEPS[step]}
      onReload={props.onDone}
      onClose={props.onClose}
      onSubmit={async ({ words, dueOn }) => {
        const params = { id: campaignId, visitId: visit.id };
        const { version } = visit;
        if (step === 'demand')
          await call(demandAgain, { params, body: { version, words, dueOn: dueOn ?? '' } });
        else await call(step === 'answer' ? answerVisit : closeVisit, { params, body: { version, words } });
        props.onDone();
      }}
    >
      <Form.Item
        name="words"
        label={step === 'answer' ? '整改情况' : step === 'close' ? '结论' : '要求'}
        rules={filled('请填写')}
      >
        <Input.TextArea maxLength={1000} autoSize={{ minRows: 3 }} />
      </Form.Item>
      {step === 'demand' && (
        <Form.Item name="dueOn" label="新的期限" rules={filled('请选择日期')}>
          <LazyDayInput />
        </Form.Item>
      )}
    </ActionDialog>
  );
}
