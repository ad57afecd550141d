import { NO_PENALTY_GROUNDS } from '@wangjian/core/case.ts';
import type { CaseDetail } from '@wangjian/server/modules/cases/contract.ts';
import { Checkbox, Form, Input, Select } from 'antd';
import { optionsOf } from '../../words.ts';
import { PenaltyInput } from './penalty-input.tsx';
import { stated, undecided } from './step-table.ts';

type Party = CaseDetail['parties'][number];

const OUTCOMES = {
  penalty: '给予处罚',
  'no-penalty': '确有违法行为，依法不予处罚',
  'not-established': '违法事实不能成立',
} as const;
const words = (message: string) => [{ required: true, min: 2, whitespace: true, message }];

/** What is proposed for, or decided on, each of several parties: a block for each. */
export function EachParty(props: { name: string; verdicts: boolean; one: CaseDetail }) {
  const { name, verdicts, one } = props;
  return (
    <>
      {undecided(one).map((party, index) => (
        <fieldset key={party.id} className="case-party">
          <legend>{party.name}</legend>
          <Form.Item name={[name, index, 'partyId']} hidden>
            <Input />
          </Form.Item>
          {verdicts ? (
            <Verdict at={[name, index]} party={party} one={one} />
          ) : (
            <>
              <PenaltyInput name={[name, index, 'penalty']} one={one} party={party} />
              <RangeReason at={[name, index]} />
            </>
          )}
        </fieldset>
      ))}
    </>
  );
}

type At = readonly (string | number)[];

function RangeReason({ at }: { at: At }) {
  return (
    <Form.Item name={[...at, 'rangeReason']} label="裁量理由" extra="罚款不在法定幅度内的必须写明理由和依据">
      <Input.TextArea rows={2} maxLength={2000} />
    </Form.Item>
  );
}

function Verdict({ at, party, one }: { at: At; party: Party; one: CaseDetail }) {
  const outcome = Form.useWatch([...at, 'outcome']) as keyof typeof OUTCOMES | undefined;
  return (
    <>
      <Form.Item name={[...at, 'outcome']} label="决定" rules={[{ required: true, message: '请选择' }]}>
        <Select options={optionsOf(OUTCOMES)} />
      </Form.Item>
      {outcome === 'penalty' && (
        <>
          <PenaltyInput name={[...at, 'penalty']} one={one} party={party} />
          <RangeReason at={at} />
        </>
      )}
      {outcome === 'no-penalty' && (
        <Form.Item
          name={[...at, 'ground']}
          label="不予处罚的情形"
          rules={[{ required: true, message: '请选择' }]}
        >
          <Select options={optionsOf(NO_PENALTY_GROUNDS)} placeholder="请选择" />
        </Form.Item>
      )}
      {outcome !== undefined && outcome !== 'penalty' && (
        <Form.Item name={[...at, 'reason']} label="理由" rules={words('请写明理由')}>
          <Input.TextArea rows={2} maxLength={2000} />
        </Form.Item>
      )}
      {stated(party) && (
        <>
          <p className="soft">陈述申辩：{party.statement?.text}</p>
          <Form.Item name={[...at, 'statementAdopted']} valuePropName="checked">
            <Checkbox>采纳陈述申辩意见</Checkbox>
          </Form.Item>
          <Form.Item name={[...at, 'statementReason']} label="采纳与否的理由" rules={words('请写明理由')}>
            <Input.TextArea rows={2} maxLength={2000} />
          </Form.Item>
        </>
      )}
    </>
  );
}
