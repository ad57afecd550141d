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
import { MoneyInput } from './money.tsx';
import { PenaltyInput } from './penalty-input.tsx';
import { STEP_FORMS, type StepField } from './step-table.ts';

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
export function StepDialog(props: { one: CaseDetail; action: string; name: string; onClose: () => void }) {
  const { one, action, name, onClose } = props;
  const { message } = App.useApp();
  const send = useCaseStep(one);
  const form = STEP_FORMS[action];
  if (!form) return null;
  const fields = form.fields.filter(({ when }) => when?.(one) ?? true);
  const wide = fields.some(({ kind }) => kind === 'penalty');
  const submit = async (values: Values) => {
    const fresh = await send(form.endpoint, tidy(fields, values));
    message.success(
      fresh.pendingStep && fresh.pendingStep.action === action
        ? '文书已生成，请补齐内容后提交审批'
        : `已${form.ok}`,
    );
  };
  return (
    <ActionDialog<Values>
      title={name}
      ok={form.ok}
      {...(form.danger ? { danger: true } : {})}
      width={wide ? 820 : 560}
      initial={form.initial?.(one)}
      onSubmit={submit}
      onClose={onClose}
    >
      {form.note && <Alert type="info" title={form.note} style={{ marginBottom: 14 }} />}
      {fields.map((field) => (
        <StepInput key={field.name} field={field} one={one} />
      ))}
    </ActionDialog>
  );
}

/** Fields left empty are not sent; amounts of a penalty left empty are nothing. */
function tidy(fields: readonly StepField[], values: Values): Values {
  const tidied = Object.entries(values).filter(
    ([, value]) => value !== undefined && value !== null && value !== '',
  );
  return Object.fromEntries(
    tidied.map(([name, value]) => {
      if (fields.find((field) => field.name === name)?.kind !== 'penalty') return [name, value];
      const penalty = value as Values;
      const amount = (part: string) => penalty[part] ?? 0;
      return [
        name,
        {
          warning: Boolean(penalty.warning),
          criticism: Boolean(penalty.criticism),
          fine: amount('fine'),
          forfeitIncome: amount('forfeitIncome'),
          forfeitGoodsValue: amount('forfeitGoodsValue'),
          forfeitGoods: penalty.forfeitGoods || null,
          orders: penalty.orders ?? [],
        },
      ];
    }),
  );
}

function StepInput({ field, one }: { field: StepField; one: CaseDetail }) {
  if (field.kind === 'penalty') return <PenaltyInput name={field.name} one={one} />;
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
      return <Input.TextArea rows={4} maxLength={5000} />;
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
