import { useQueryClient } from '@tanstack/react-query';
import type { Endpoint } from '@wangjian/core/endpoint.ts';
import { type CaseDetail, getCase } from '@wangjian/server/modules/cases/contract.ts';
import { Alert, App, Checkbox, Form, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { ApiError } from '../../../api/api-error.ts';
import { call } from '../../../api/call.ts';
import DayInput from '../../../ui/day-input.tsx';
import { oneTimeKey } from '../../one-time-key.ts';
import { ActionDialog } from '../../record/action-dialog.tsx';
import { EachParty } from './each-party.tsx';
import { Instalments } from './instalments.tsx';
import { MoneyInput } from './money.tsx';
import { PenaltyInput } from './penalty-input.tsx';
import type { StepField } from './step-form.ts';
import { STEP_FORMS } from './step-table.ts';

type Values = Record<string, unknown>;

/** Sends a step of a case at the version that is shown, and takes the fresh case over. */
export function useCaseStep(one: CaseDetail) {
  const queries = useQueryClient();
  const [key] = useState(oneTimeKey);
  return async (endpoint: Pick<Endpoint, 'method' | 'path'>, values: Values) => {
    try {
      const fresh = await call(
        endpoint as Endpoint,
        {
          params: { id: one.id },
          body: { ...values, version: one.version, key },
        } as never,
      );
      queries.setQueryData(['case', one.id], fresh);
      for (const list of ['cases', 'case-approvals', 'case-file'])
        void queries.invalidateQueries({ queryKey: [list] });
      return fresh as CaseDetail;
    } catch (error) {
      // The page shows what somebody else did meanwhile; the officer's words stay in the dialog.
      if (error instanceof ApiError && error.code === 'stale')
        queries.setQueryData(['case', one.id], await call(getCase, { params: { id: one.id } }));
      throw error;
    }
  };
}

/** The dialog of one step: asks what the table says, sends it, names what is refused. */
export function StepDialog(props: {
  one: CaseDetail;
  action: string;
  name: string;
  /** The party that the step is about, where it was chosen already. */
  partyId?: string | undefined;
  onClose: () => void;
}) {
  const { one, action, name, onClose } = props;
  const [inputs] = Form.useForm<Values>();
  const entered = Form.useWatch([], inputs) as Values | undefined;
  const { message } = App.useApp();
  const send = useCaseStep(one);
  const form = STEP_FORMS[action];
  if (!form) return null;
  const choices = partiesFor(one, action);
  const partyId = props.partyId ?? (choices.length === 1 ? choices[0]!.id : undefined);
  const party = one.parties.find(({ id }) => id === partyId);
  const asksParty = props.partyId === undefined && one.parties.length > 1 && choices.length > 0;
  const initial = { ...form.initial?.(one, party), ...(partyId ? { partyId } : {}) };
  const all = form.fields.filter(({ when }) => when?.(one) ?? true);
  const fields = all.filter(({ shows }) => shows?.(entered ?? initial) ?? true);
  const wide = fields.some(({ kind }) => WIDE.has(kind));
  const submit = async (values: Values) => {
    const fresh = await send(form.endpoint, {
      ...tidy(fields, values),
      ...(partyId && !values.partyId ? { partyId } : {}),
    });
    message.success(
      fresh.pendingStep && fresh.pendingStep.action === action
        ? '文书已生成，请补齐内容后提交审批'
        : `已${form.ok}`,
    );
  };
  return (
    <ActionDialog<Values>
      title={party && one.parties.length > 1 ? `${party.name}：${name}` : name}
      form={inputs}
      ok={form.ok}
      {...(form.danger ? { danger: true } : {})}
      width={wide ? 820 : 560}
      initial={initial}
      onSubmit={submit}
      onClose={onClose}
    >
      {form.note && <Alert type="info" title={form.note} style={{ marginBottom: 14 }} />}
      {asksParty && (
        <Form.Item name="partyId" label="当事人" rules={[{ required: true, message: '请选择当事人' }]}>
          <Select
            placeholder="请选择"
            options={choices.map((each) => ({ value: each.id, label: each.name }))}
            onChange={(chosen: string) =>
              inputs.setFieldsValue(
                form.initial?.(
                  one,
                  one.parties.find(({ id }) => id === chosen),
                ) ?? {},
              )
            }
          />
        </Form.Item>
      )}
      {fields.map((field) => (
        <StepInput key={field.name} field={field} one={one} />
      ))}
    </ActionDialog>
  );
}

const WIDE: ReadonlySet<StepField['kind']> = new Set(['penalty', 'proposals', 'verdicts']);

/** Parties for whom a step is ready; none where the step is not about one party. */
function partiesFor(one: CaseDetail, action: string) {
  const ready = one.allowed.find((each) => each.action === action)?.parties ?? [];
  return one.parties.filter(({ id }) => ready.includes(id));
}

/** Fields left empty are not sent; amounts of a penalty left empty are nothing. */
function tidy(fields: readonly StepField[], values: Values): Values {
  const shown = new Set(['partyId', ...fields.map(({ name }) => name)]);
  const tidied = Object.entries(values).filter(
    ([name, value]) => shown.has(name) && value !== undefined && value !== null && value !== '',
  );
  return Object.fromEntries(
    tidied.map(([name, value]) => {
      const kind = fields.find((field) => field.name === name)?.kind;
      if (kind === 'penalty') return [name, tidyPenalty(value as Values)];
      if (kind === 'proposals' || kind === 'verdicts') return [name, (value as Values[]).map(tidyParty)];
      return [name, value];
    }),
  );
}

function tidyParty({ penalty, ...rest }: Values): Values {
  const imposes = rest.outcome === undefined || rest.outcome === 'penalty';
  return { ...rest, ...(imposes ? { penalty: tidyPenalty((penalty ?? {}) as Values) } : {}) };
}

function tidyPenalty(penalty: Values): Values {
  const amount = (part: string) => penalty[part] ?? 0;
  return {
    warning: Boolean(penalty.warning),
    criticism: Boolean(penalty.criticism),
    fine: amount('fine'),
    forfeitIncome: amount('forfeitIncome'),
    forfeitGoodsValue: amount('forfeitGoodsValue'),
    forfeitGoods: penalty.forfeitGoods || null,
    orders: penalty.orders ?? [],
  };
}

function StepInput({ field, one }: { field: StepField; one: CaseDetail }) {
  if (field.kind === 'penalty') return <PenaltyInput name={[field.name]} one={one} />;
  if (field.kind === 'proposals' || field.kind === 'verdicts')
    return <EachParty name={field.name} verdicts={field.kind === 'verdicts'} one={one} />;
  if (field.kind === 'instalments') return <Instalments name={field.name} label={field.label} />;
  const needed = !field.optional && field.kind !== 'flag';
  return (
    <Form.Item
      name={field.name}
      label={field.kind === 'flag' ? undefined : field.label}
      extra={field.hint}
      {...(field.kind === 'flag' ? { valuePropName: 'checked' } : {})}
      rules={
        needed
          ? [
              { required: true, message: `请填写${field.label}` },
              ...(field.kind === 'area' || field.kind === 'text'
                ? [{ min: 2, whitespace: true, message: '至少 2 个字' }]
                : []),
            ]
          : []
      }
    >
      {inputOf(field)}
    </Form.Item>
  );
}

function inputOf(field: StepField) {
  switch (field.kind) {
    case 'area':
      return <Input.TextArea autoSize={{ minRows: 4, maxRows: 10 }} maxLength={5000} />;
    case 'text':
      return <Input maxLength={100} />;
    case 'day':
      return <DayInput />;
    case 'money':
      return <MoneyInput />;
    case 'number':
      return <InputNumber controls={false} min={1} max={365} precision={0} />;
    case 'choice':
      return <Select options={[...(field.options ?? [])]} placeholder="请选择" />;
    default:
      return <Checkbox>{field.label}</Checkbox>;
  }
}
