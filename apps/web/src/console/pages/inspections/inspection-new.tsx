import { useMutation } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { getLead } from '@wangjian/server/modules/leads/contract.ts';
import { getSite, listSites } from '@wangjian/server/modules/registry/contract.ts';
import { Button, Checkbox, Form, Input } from 'antd';
import { useEffect, useState } from 'react';
import { call } from '../../../api/call.ts';
import DayInput from '../../../ui/day-input.tsx';
import { clientId } from '../../offline/client-id.ts';
import { ProblemNote } from '../../record/problem-note.tsx';
import { RecordSearch } from '../../record/record-search.tsx';
import { useUnsavedGuard } from '../../record/use-unsaved-guard.ts';
import { useOfficer } from '../../session/use-me.ts';
import { PageFrame } from '../../shell/page-frame.tsx';
import { RegionPicker } from '../../shell/region-picker.tsx';
import type { UrlSearch } from '../../url-search.ts';
import { openInspection, type Wanted } from './open-inspection.ts';
import './field.css';

/** 新建检查: freely, from a site (?siteId) or from a lead (?leadId). */
export default function InspectionNew() {
  const me = useOfficer();
  const navigate = useNavigate();
  const [form] = Form.useForm<Wanted>();
  const [id] = useState(() => clientId('inspection', me.bureau));
  const guard = useUnsavedGuard();
  const { siteId, leadId } = useSearch({ strict: false }) as UrlSearch;
  const [known, setKnown] = useState<{ value: string; label: string }[]>([]);
  const [elsewhere, setElsewhere] = useState(false);
  const takeSite = async (chosen: string) => {
    const site = await call(getSite, { params: { id: chosen } });
    setKnown([{ value: site.id, label: `${site.name}　${site.host}` }]);
    form.setFieldsValue({
      siteId: site.id,
      subject: form.getFieldValue('subject') || site.operatorName || site.name,
      region: site.region,
      uscc: site.uscc ?? undefined,
    });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, for what the address brought along
  useEffect(() => {
    const bring = async () => {
      if (typeof leadId === 'string') {
        const lead = await call(getLead, { params: { id: leadId } });
        form.setFieldsValue({
          subject: lead.party ?? lead.siteName ?? undefined,
          uscc: lead.uscc ?? undefined,
          region: lead.region,
          why: `核查线索 ${lead.number}：${lead.title}`,
        });
        // A lead may be handed to an office whose region its site does not lie in: the lead's evidence has to do then.
        if (lead.siteId && lead.siteName !== null) await takeSite(lead.siteId);
        else setElsewhere(lead.siteId !== null);
      }
      if (typeof siteId === 'string') await takeSite(siteId);
    };
    bring().catch((error: unknown) => save.mutate(Promise.reject(error)));
  }, []);
  const save = useMutation({
    mutationFn: async (wanted: Promise<Wanted>) =>
      await openInspection(id, me.id, await wanted, typeof leadId === 'string' ? leadId : undefined),
    onSuccess: async () => {
      guard.release();
      await navigate({ to: `/inspections/${id}/fill` });
    },
  });
  return (
    <PageFrame>
      <div className="panel">
        <Form<Wanted>
          form={form}
          layout="vertical"
          className="inspection-new"
          initialValues={{ region: me.region, sides: ['online'] }}
          onValuesChange={guard.touch}
          onFinish={(values) => !save.isPending && save.mutate(Promise.resolve(values))}
        >
          <Form.Item
            name="siteId"
            label="网站（网店）"
            extra={
              elsewhere
                ? '线索的网站登记在其他辖区，主体库里查不到：网上检查一栏不预填，请按线索的证据填写。'
                : '选了网站，网上检查一栏会按监测结果和主体库预填。'
            }
          >
            <RecordSearch
              placeholder="输入名称、网址、经营者查找；没有网站的可以不选"
              known={known}
              find={async (q, signal) =>
                (await call(listSites, { query: { q, pageSize: 20 }, signal })).items.map((site) => ({
                  value: site.id,
                  label: `${site.name}　${site.host}`,
                }))
              }
              onChange={(chosen) => chosen && void takeSite(chosen)}
            />
          </Form.Item>
          <Form.Item
            name="subject"
            label="单位名称"
            rules={[{ required: true, min: 2, message: '请写单位名称，至少 2 个字' }]}
          >
            <Input maxLength={100} />
          </Form.Item>
          <Form.Item name="uscc" label="统一社会信用代码">
            <Input maxLength={18} />
          </Form.Item>
          <Form.Item name="region" label="辖区" rules={[{ required: true, message: '请选择辖区' }]}>
            <RegionPicker clearable={false} />
          </Form.Item>
          <Form.Item name="place" label="检查地点">
            <Input maxLength={200} placeholder="实地检查的地址，可以到现场再填" />
          </Form.Item>
          <Form.Item
            name="sides"
            label="做哪些检查"
            rules={[{ required: true, message: '至少选一种' }]}
            extra="网上发现问题会自动转实地核实，反过来也一样。"
          >
            <Checkbox.Group
              options={[
                { value: 'online', label: '网上检查' },
                { value: 'on-site', label: '实地检查' },
              ]}
            />
          </Form.Item>
          <Form.Item name="dueOn" label="期限">
            <DayInput />
          </Form.Item>
          <Form.Item name="why" label="检查事由">
            <Input.TextArea rows={2} maxLength={500} />
          </Form.Item>
          {save.error && <ProblemNote error={save.error} />}
          <div className="form-foot">
            <Button type="primary" htmlType="submit" loading={save.isPending}>
              新建并填写
            </Button>
            <Button onClick={() => void navigate({ to: '/inspections' })}>取消</Button>
          </div>
        </Form>
      </div>
    </PageFrame>
  );
}
