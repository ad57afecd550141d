import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { CASE_SOURCE_NAMES, PARTY_KIND_NAMES } from '@wangjian/core/case.ts';
import { createCase, listCaseTypes } from '@wangjian/server/modules/cases/contract.ts';
import { getInspection, type InspectionDetail } from '@wangjian/server/modules/inspections/contract.ts';
import { getLead, type LeadDetail } from '@wangjian/server/modules/leads/contract.ts';
import { App, Button, Form, Input, Radio, Select } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import { call } from '../../../api/call.ts';
import DayInput from '../../../ui/day-input.tsx';
import { oneTimeKey } from '../../one-time-key.ts';
import { ProblemNote } from '../../record/problem-note.tsx';
import { useUnsavedGuard } from '../../record/use-unsaved-guard.ts';
import { useOfficer } from '../../session/use-me.ts';
import { PageFrame } from '../../shell/page-frame.tsx';
import { QueryState } from '../../shell/query-state.tsx';
import { RegionPicker } from '../../shell/region-picker.tsx';
import { todayInChina } from '../../time-words.ts';
import type { UrlSearch } from '../../url-search.ts';
import { violationsQuery } from '../../violations-query.ts';
import { optionsOf } from '../../words.ts';

type Values = z.input<NonNullable<typeof createCase.body>>;
type Lead = z.output<typeof LeadDetail>;

/** 登记案件: from a lead (its facts are taken over), or free. */
export default function CaseNew() {
  const { lead: leadId, inspection: inspectionId } = useSearch({ strict: false }) as UrlSearch;
  const lead = useQuery({
    queryKey: ['lead', leadId],
    queryFn: ({ signal }) => call(getLead, { params: { id: String(leadId) }, signal }),
    enabled: typeof leadId === 'string',
  });
  const inspection = useQuery({
    queryKey: ['inspection', inspectionId],
    queryFn: ({ signal }) => call(getInspection, { params: { id: String(inspectionId) }, signal }),
    enabled: typeof inspectionId === 'string',
  });
  if (typeof leadId === 'string')
    return <QueryState query={lead}>{(data) => <CaseForm origin={ofLead(data)} />}</QueryState>;
  if (typeof inspectionId === 'string')
    return <QueryState query={inspection}>{(data) => <CaseForm origin={ofInspection(data)} />}</QueryState>;
  return <CaseForm origin={null} />;
}

/** The record that a case comes from: what it gives to the form, and the words above it. */
interface Origin {
  readonly initial: Partial<Values>;
  readonly words: string;
  readonly back: string;
}

function ofLead(lead: Lead): Origin {
  return {
    back: `/leads/${lead.id}`,
    words: `来自线索 ${lead.number} ${lead.title}；案情、证据已带入，立案后该线索由本案办理。`,
    initial: {
      source: 'lead',
      leadId: lead.id,
      siteId: lead.siteId,
      region: lead.region,
      violations: lead.form.violations,
      summary: lead.form.content,
      foundOn: lead.form.foundOn,
      actedOn: lead.form.foundOn,
      ...(lead.party ? { party: { kind: 'company', name: lead.party, uscc: lead.uscc } } : {}),
    },
  };
}

function ofInspection(one: InspectionDetail): Origin {
  const problems = one.cells.filter(({ violations }) => violations.length > 0);
  const day = one.onSiteOn ?? one.onlineOn;
  const name = one.party ?? one.subject;
  return {
    back: `/inspections/${one.id}`,
    words: `来自检查 ${one.number} ${one.subject}；发现的问题和证据已带入。`,
    initial: {
      source: 'inspection',
      inspectionId: one.id,
      ...(one.leadId ? { leadId: one.leadId } : {}),
      siteId: one.siteId,
      region: one.region,
      violations: [...new Set(problems.flatMap(({ violations }) => violations))],
      summary: problems
        .map(({ words }) => words)
        .filter(Boolean)
        .join('\n'),
      foundOn: day ?? todayInChina(),
      ...(day ? { actedOn: day } : {}),
      party: { kind: 'company', name, uscc: one.uscc },
    },
  };
}

function CaseForm({ origin }: { origin: Origin | null }) {
  const me = useOfficer();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const [key] = useState(oneTimeKey);
  const guard = useUnsavedGuard();
  const violations = useQuery(violationsQuery);
  const known = useQuery({
    queryKey: ['case-types'],
    queryFn: ({ signal }) => call(listCaseTypes, { signal }),
    staleTime: 5 * 60_000,
  });
  const officers = (known.data?.officers ?? []).map((one) => ({
    value: one.id,
    label: `${one.name}　${one.org}`,
  }));
  const save = useMutation({
    mutationFn: (values: Values) =>
      call(createCase, {
        body: {
          ...values,
          officers: (values.officers ?? []).filter((one) => one?.officerId),
          leadId: origin?.initial.leadId,
          inspectionId: origin?.initial.inspectionId,
          siteId: origin?.initial.siteId,
          key,
        },
      }),
    onSuccess: async (one) => {
      guard.release();
      message.success('已登记，请核对后提请立案');
      void queries.invalidateQueries();
      await navigate({ to: `/cases/${one.id}` });
    },
  });
  return (
    <PageFrame title="登记案件" crumb="登记案件">
      <div className="panel">
        {origin && <p className="soft">{origin.words}</p>}
        <Form
          form={form}
          layout="vertical"
          initialValues={{
            procedure: 'ordinary',
            source: 'own',
            region: me.region,
            foundOn: todayInChina(),
            violations: [],
            ...origin?.initial,
          }}
          scrollToFirstError={{ focus: true }}
          onValuesChange={guard.touch}
          onFinish={(values: Values) => !save.isPending && save.mutate(values)}
        >
          <div className="form-grid">
            <Form.Item
              name="procedure"
              label="程序"
              extra="当场处罚：对自然人 200 元以下、单位 3000 元以下罚款或者警告"
            >
              <Radio.Group
                options={[
                  { value: 'ordinary', label: '普通程序（立案）' },
                  { value: 'simple', label: '简易程序（当场处罚）' },
                ]}
              />
            </Form.Item>
            {!origin && (
              <Form.Item name="source" label="案件来源">
                <Select options={optionsOf(CASE_SOURCE_NAMES).filter(({ value }) => value !== 'lead')} />
              </Form.Item>
            )}
            <Form.Item name="region" label="辖区" rules={[{ required: true, message: '请选择辖区' }]}>
              <RegionPicker clearable={false} placeholder="选择辖区" />
            </Form.Item>
            <Form.Item
              name="violations"
              label="涉嫌违法行为"
              className="full"
              extra="第一项决定案件类型和统计类别，登记后可以修改"
              rules={[{ required: true, message: '请选择违法行为' }]}
            >
              <Select
                mode="multiple"
                loading={violations.isLoading}
                placeholder="可选多项"
                showSearch={{ optionFilterProp: 'label' }}
                options={(violations.data ?? []).map((one) => ({ value: one.id, label: one.name }))}
              />
            </Form.Item>
            <Form.Item
              name="actedOn"
              label="违法行为发生（开始）日期"
              extra="按行为时施行的法律计算"
              rules={[{ required: true, message: '请填写日期' }]}
            >
              <DayInput />
            </Form.Item>
            <Form.Item
              name="foundOn"
              label="发现（收到）日期"
              rules={[{ required: true, message: '请填写日期' }]}
            >
              <DayInput />
            </Form.Item>
            <Form.Item
              name="summary"
              label="案情（核查情况）"
              className="full"
              rules={[{ required: true, min: 2, whitespace: true, message: '请写明案情' }]}
            >
              <Input.TextArea rows={5} maxLength={5000} showCount />
            </Form.Item>
            <Form.Item
              name={['party', 'kind']}
              label="当事人类型"
              rules={[{ required: true, message: '请选择' }]}
            >
              <Select options={optionsOf(PARTY_KIND_NAMES)} />
            </Form.Item>
            <Form.Item
              name={['party', 'name']}
              label="当事人名称（姓名）"
              rules={[{ required: true, min: 2, whitespace: true, message: '请填写当事人' }]}
            >
              <Input maxLength={100} />
            </Form.Item>
            <Form.Item name={['party', 'uscc']} label="统一社会信用代码">
              <Input maxLength={18} placeholder="18 位" />
            </Form.Item>
            {[0, 1].map((index) => (
              <div key={index} style={{ display: 'contents' }}>
                <Form.Item
                  name={['officers', index, 'officerId']}
                  label={index === 0 ? '主办人员' : '协办人员'}
                >
                  <Select
                    allowClear
                    options={officers}
                    loading={known.isLoading}
                    placeholder="选择本局人员"
                    showSearch={{ optionFilterProp: 'label' }}
                  />
                </Form.Item>
                <Form.Item
                  name={['officers', index, 'certificate']}
                  label="执法证号"
                  dependencies={[['officers', index, 'officerId']]}
                  rules={[
                    ({ getFieldValue }) => ({
                      required: Boolean(getFieldValue(['officers', index, 'officerId'])),
                      message: '请填写执法证号',
                    }),
                  ]}
                >
                  <Input maxLength={40} />
                </Form.Item>
                <span />
              </div>
            ))}
          </div>
          {save.error && <ProblemNote error={save.error} />}
          <div className="form-foot">
            <Button type="primary" htmlType="submit" loading={save.isPending}>
              登记
            </Button>
            <Button onClick={() => void navigate({ to: origin?.back ?? '/cases' })}>取消</Button>
          </div>
        </Form>
      </div>
    </PageFrame>
  );
}
