import { useQuery } from '@tanstack/react-query';
import { PARTY_KIND_NAMES } from '@wangjian/core/case.ts';
import {
  assignHandler,
  type CaseDetail,
  listCaseTypes,
  recuseHandler,
  saveParty,
  unmaskParty,
} from '@wangjian/server/modules/cases/contract.ts';
import { App, Button, Checkbox, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import { ActionDialog } from '../../record/action-dialog.tsx';
import { changedFields } from '../../record/changed-fields.ts';
import { UnmaskDialog } from '../../record/unmask-dialog.tsx';
import { useMay } from '../../session/use-me.ts';
import { optionsOf } from '../../words.ts';
import { useCaseStep } from './step-dialog.tsx';

type Party = CaseDetail['parties'][number];
type Officer = CaseDetail['officers'][number];

/** 当事人 (personal data masked) and 办案人员 with their certificates. */
export function CasePeople({ one }: { one: CaseDetail }) {
  const may = (action: string) => one.allowed.some((each) => each.action === action);
  const mayUnmask = useMay('personal.unmask');
  const [party, setParty] = useState<Party | 'new' | null>(null);
  const [leaving, setLeaving] = useState<Party | null>(null);
  const [unmasking, setUnmasking] = useState<Party | null>(null);
  const [assigning, setAssigning] = useState(false);
  const [recusing, setRecusing] = useState<Officer | null>(null);
  return (
    <>
      <div className="case-block">
        <h3>
          当事人
          {may('party') && (
            <Button size="small" onClick={() => setParty('new')}>
              增加当事人
            </Button>
          )}
        </h3>
        {one.parties.length === 0 && <p className="soft">还没有登记当事人，立案前要登记。</p>}
        {one.parties.map((each) => (
          <dl className="record-head case-block" key={each.id}>
            <Pair name="名称（姓名）" words={each.name} />
            <Pair name="类型" words={PARTY_KIND_NAMES[each.kind]} />
            <Pair name="统一社会信用代码" words={each.uscc} />
            <Pair name="法定代表人（负责人）" words={each.representative} />
            <Pair name="身份证件号码" words={each.idNumber} />
            <Pair name="电话" words={each.phone} />
            <Pair name="地址" words={each.address} />
            {each.endReason && <Pair name="处理" words={each.endReason} />}
            <div>
              <dt>　</dt>
              <dd>
                {may('party') && (
                  <Button size="small" onClick={() => setParty(each)}>
                    修改
                  </Button>
                )}{' '}
                {may('party') && each.endedOn === null && one.parties.length > 1 && (
                  <Button size="small" onClick={() => setLeaving(each)}>
                    移出本案
                  </Button>
                )}{' '}
                {mayUnmask && (
                  <Button size="small" onClick={() => setUnmasking(each)}>
                    查看完整信息
                  </Button>
                )}
              </dd>
            </div>
          </dl>
        ))}
      </div>
      <div className="case-block">
        <h3>
          办案人员
          {may('assign') && (
            <Button size="small" onClick={() => setAssigning(true)}>
              指定办案人员
            </Button>
          )}
        </h3>
        {one.officers.length === 0 ? (
          <p className="soft">还没有指定；调查不得少于两人。</p>
        ) : (
          <table className="plain-table">
            <thead>
              <tr>
                <th>姓名</th>
                <th>执法证号</th>
                <th>分工</th>
                <th>起止</th>
                <th />
              </tr>
            </thead>
            <tbody>
              {one.officers.map((each) => (
                <tr key={each.officerId}>
                  <td>{each.name}</td>
                  <td className="num">{each.certificate}</td>
                  <td>{each.until ? `已回避：${each.reason ?? ''}` : each.lead ? '主办' : '协办'}</td>
                  <td className="num">
                    {each.since} 起{each.until && `，${each.until} 止`}
                  </td>
                  <td>
                    {may('recuse') && !each.until && (
                      <Button size="small" onClick={() => setRecusing(each)}>
                        回避
                      </Button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
      {party && (
        <PartyDialog one={one} party={party === 'new' ? null : party} onClose={() => setParty(null)} />
      )}
      {leaving && <LeaveDialog one={one} party={leaving} onClose={() => setLeaving(null)} />}
      {assigning && <AssignDialog one={one} onClose={() => setAssigning(false)} />}
      {recusing && <RecuseDialog one={one} officer={recusing} onClose={() => setRecusing(null)} />}
      {unmasking && (
        <UnmaskDialog
          title="当事人信息"
          onClose={() => setUnmasking(null)}
          load={async (reason) => {
            const shown = await call(unmaskParty, {
              params: { id: one.id, partyId: unmasking.id },
              body: { reason },
            });
            return [
              ['法定代表人（负责人）', shown.representative],
              ['身份证件号码', shown.idNumber],
              ['电话', shown.phone],
              ['地址', shown.address],
            ];
          }}
        />
      )}
    </>
  );
}

function Pair({ name, words }: { name: string; words: string | null }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{words || '—'}</dd>
    </div>
  );
}

function PartyDialog(props: { one: CaseDetail; party: Party | null; onClose: () => void }) {
  const { one, party, onClose } = props;
  const { message } = App.useApp();
  const send = useCaseStep(one);
  const initial = party
    ? {
        kind: party.kind,
        name: party.name,
        uscc: party.uscc,
        representative: party.representative,
        idNumber: party.idNumber,
        phone: party.phone,
        address: party.address,
      }
    : { kind: 'company' as const };
  return (
    <ActionDialog<Record<string, unknown>>
      title={party ? '修改当事人' : '增加当事人'}
      ok="保存"
      width={640}
      initial={initial}
      onClose={onClose}
      onSubmit={async (values) => {
        // What is shown masked and was not touched is not sent.
        const changed = party ? changedFields(initial as Record<string, unknown>, values) : values;
        await send(saveParty, { ...changed, ...(party ? { partyId: party.id } : {}) });
        message.success('已保存');
      }}
    >
      {party && <p className="soft">带星号的内容不改就保持原样，要改请填写完整。</p>}
      <div className="form-grid">
        <Form.Item name="kind" label="类型" rules={[{ required: true, message: '请选择' }]}>
          <Select options={optionsOf(PARTY_KIND_NAMES)} />
        </Form.Item>
        <Form.Item
          name="name"
          label="名称（姓名）"
          className="span-two"
          rules={[{ required: true, min: 2, message: '请填写名称' }]}
        >
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="uscc" label="统一社会信用代码">
          <Input maxLength={18} />
        </Form.Item>
        <Form.Item name="representative" label="法定代表人（负责人）">
          <Input maxLength={50} />
        </Form.Item>
        <Form.Item name="idNumber" label="身份证件号码">
          <Input maxLength={30} />
        </Form.Item>
        <Form.Item name="phone" label="电话">
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="address" label="住所（住址）" className="span-two">
          <Input maxLength={200} />
        </Form.Item>
      </div>
    </ActionDialog>
  );
}

function AssignDialog({ one, onClose }: { one: CaseDetail; onClose: () => void }) {
  const { message } = App.useApp();
  const send = useCaseStep(one);
  const known = useQuery({
    queryKey: ['case-types'],
    queryFn: ({ signal }) => call(listCaseTypes, { signal }),
    staleTime: 5 * 60_000,
  });
  return (
    <ActionDialog<Record<string, unknown>>
      title="指定办案人员"
      ok="指定"
      onClose={onClose}
      onSubmit={async (values) => {
        await send(assignHandler, { ...values, lead: Boolean(values.lead) });
        message.success('已指定');
      }}
    >
      <Form.Item name="officerId" label="人员" rules={[{ required: true, message: '请选择人员' }]}>
        <Select
          loading={known.isLoading}
          showSearch={{ optionFilterProp: 'label' }}
          options={(known.data?.officers ?? []).map((each) => ({
            value: each.id,
            label: `${each.name}　${each.org}`,
          }))}
        />
      </Form.Item>
      <Form.Item
        name="certificate"
        label="执法证号"
        rules={[{ required: true, min: 2, message: '请填写执法证号' }]}
      >
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="lead" valuePropName="checked">
        <Checkbox>主办</Checkbox>
      </Form.Item>
    </ActionDialog>
  );
}

function RecuseDialog(props: { one: CaseDetail; officer: Officer; onClose: () => void }) {
  const { message } = App.useApp();
  const send = useCaseStep(props.one);
  return (
    <ActionDialog<{ reason: string }>
      title={`${props.officer.name} 回避`}
      ok="决定回避"
      onClose={props.onClose}
      onSubmit={async ({ reason }) => {
        await send(recuseHandler, { officerId: props.officer.officerId, reason });
        message.success('已决定回避，请另行指定办案人员');
      }}
    >
      <Form.Item name="reason" label="理由" rules={[{ required: true, min: 2, message: '请写明理由' }]}>
        <Input.TextArea rows={3} maxLength={500} />
      </Form.Item>
    </ActionDialog>
  );
}

function LeaveDialog(props: { one: CaseDetail; party: Party; onClose: () => void }) {
  const { message } = App.useApp();
  const send = useCaseStep(props.one);
  return (
    <ActionDialog<{ leaves: string }>
      title={`${props.party.name} 移出本案`}
      ok="移出本案"
      danger
      onClose={props.onClose}
      onSubmit={async ({ leaves }) => {
        await send(saveParty, { partyId: props.party.id, leaves });
        message.success('已移出，其他当事人继续办理');
      }}
    >
      <Form.Item
        name="leaves"
        label="理由"
        rules={[{ required: true, min: 2, whitespace: true, message: '请写明理由' }]}
      >
        <Input.TextArea rows={3} maxLength={500} placeholder="如：登记错误；另案处理；公民死亡" />
      </Form.Item>
    </ActionDialog>
  );
}
