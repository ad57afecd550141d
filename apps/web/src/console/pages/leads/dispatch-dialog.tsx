import { useQuery } from '@tanstack/react-query';
import { addDays, type PlainDate } from '@wangjian/core/plain-date.ts';
import { dispatchLeads, type LeadItem, proposeDispatch } from '@wangjian/server/modules/leads/contract.ts';
import { Alert, Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import DayInput from '../../../ui/day-input.tsx';
import { oneTimeKey } from '../../one-time-key.ts';
import { ActionDialog } from '../../record/action-dialog.tsx';
import { useOutcome } from '../../record/use-outcome.ts';
import { QueryState } from '../../shell/query-state.tsx';
import { todayInChina } from '../../time-words.ts';
import type { AskedProps } from './chosen.ts';
import { chosen, numberIn } from './chosen.ts';
import './leads.css';

/** Days until feedback is due, unless the dispatcher sets others. */
const USUAL_DAYS = 10;
type Proposals = Awaited<ReturnType<typeof readProposals>>;
const readProposals = (ids: string[], signal: AbortSignal) =>
  call(proposeDispatch, { body: { ids }, signal });

interface Values {
  readonly to: Record<string, { orgId?: string; overrideReason?: string }>;
  readonly dueOn: string;
  readonly requirement?: string;
}

/** 分派: for each lead the unit that has jurisdiction, with the reason and the article, and what each unit has in hand. */
export default function DispatchDialog(props: AskedProps) {
  const ids = props.leads.map(({ id }) => id);
  const proposals = useQuery({
    queryKey: ['lead-proposals', ids],
    queryFn: ({ signal }) => readProposals(ids, signal),
    staleTime: 0,
  });
  const [key] = useState(oneTimeKey);
  const { onAsk } = props;
  const mayHandOver = onAsk && props.leads.every(({ allowed }) => allowed.includes('hand-over'));
  const handOver = mayHandOver ? () => onAsk('hand-over') : undefined;
  const tell = useOutcome();
  const initial = proposals.data && {
    to: Object.fromEntries(
      proposals.data.items.map(({ id, orgId }) => [id, { orgId: orgId ?? undefined }]),
    ) as Values['to'],
    dueOn: addDays(todayInChina() as PlainDate, USUAL_DAYS) as string,
  };
  return (
    <ActionDialog<Values>
      key={proposals.data ? 'ready' : 'waiting'}
      title={props.leads.length === 1 ? '分派线索' : `分派 ${props.leads.length} 条线索`}
      ok="分派"
      width={760}
      initial={initial}
      onClose={props.onClose}
      onReload={props.onReload}
      onSubmit={async ({ to, dueOn, requirement }) => {
        const outcome = await call(dispatchLeads, {
          body: {
            leads: chosen(props.leads),
            to: Object.entries(to).map(([id, { orgId = '', overrideReason }]) => ({
              id,
              orgId,
              ...(overrideReason ? { overrideReason } : {}),
            })),
            dueOn,
            requirement,
            key,
          },
        });
        tell('分派', outcome, numberIn(props.leads));
        props.onDone?.();
      }}
    >
      <QueryState query={proposals}>
        {(data) => (
          <>
            <ul className="dispatch-rows">
              {props.leads.map((lead) => (
                <DispatchRow key={lead.id} lead={lead} proposals={data} onHandOver={handOver} />
              ))}
            </ul>
            {props.leads.length > 1 && <DispatchSums proposals={data} />}
            <div className="form-grid">
              <Form.Item
                name="dueOn"
                label="反馈期限"
                rules={[{ required: true, message: '请选择反馈期限' }]}
              >
                <DayInput min={todayInChina()} />
              </Form.Item>
              <Form.Item name="requirement" label="办理要求（可不填）" className="span-two">
                <Input.TextArea rows={2} maxLength={500} />
              </Form.Item>
            </div>
          </>
        )}
      </QueryState>
    </ActionDialog>
  );
}

/** How many of the leads each unit gets, beside what it has in hand. */
function DispatchSums({ proposals }: { proposals: Proposals }) {
  const to = (Form.useWatch('to') ?? {}) as Values['to'];
  const units = Object.values(to).map(({ orgId }) => orgId);
  const times = (unit: string | undefined) => units.filter((one) => one === unit).length;
  const sums = proposals.units.flatMap(({ id, name, open }) =>
    units.includes(id) ? [`${name} ${times(id)} 条（在办 ${open}）`] : [],
  );
  const open = times(undefined);
  return (
    <p className="dispatch-why" aria-live="polite">
      合计：{[...sums, ...(open ? [`未选择 ${open} 条`] : [])].join('、')}
    </p>
  );
}

function DispatchRow(props: { lead: LeadItem; proposals: Proposals; onHandOver?: (() => void) | undefined }) {
  const { lead, proposals, onHandOver } = props;
  const proposal = proposals.items.find(({ id }) => id === lead.id);
  const options = proposals.units
    .filter(({ id }) => id !== lead.holderOrgId)
    .map(({ id, name, open }) => ({ value: id, label: `${name}　在办 ${open}` }));
  const orgId = Form.useWatch(['to', lead.id, 'orgId']) as string | undefined;
  const other = proposal?.orgId && orgId && orgId !== proposal.orgId;
  return (
    <li className="dispatch-row">
      <b className="break">{lead.title}</b>
      <span className="soft num">{lead.number}</span>
      {proposal?.bureau ? (
        <Alert
          type="warning"
          showIcon
          title={`按规则应由${proposal.regionName}管辖，属于其他局：请“移交其他局”`}
          description={`${proposal.reason}。${proposal.article}`}
          action={
            onHandOver && (
              <Button size="small" type="primary" onClick={onHandOver}>
                移交其他局
              </Button>
            )
          }
        />
      ) : (
        proposal && (
          <p className="dispatch-why">
            建议：<b>{proposal.orgName ?? '本单位自办，请选择承办科室'}</b>
            <span className="soft">
              （{proposal.regionName}；{proposal.reason}。{proposal.article}）
            </span>
          </p>
        )
      )}
      <Form.Item
        name={['to', lead.id, 'orgId']}
        label="承办单位"
        rules={[{ required: true, message: '请选择承办单位' }]}
      >
        <Select
          options={options}
          placeholder="选择承办单位"
          showSearch={{ optionFilterProp: 'label' }}
          popupMatchSelectWidth={false}
        />
      </Form.Item>
      {other && (
        <Form.Item name={['to', lead.id, 'overrideReason']} label="改派理由">
          <Input maxLength={200} placeholder="与建议不一致时填写，如：经核实实际经营地在……" />
        </Form.Item>
      )}
    </li>
  );
}
