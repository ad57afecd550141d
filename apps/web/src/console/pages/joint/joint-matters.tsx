import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { JOINT_MATTER_KIND_NAMES, type JointMatterKind } from '@wangjian/core/joint.ts';
import { listCases } from '@wangjian/server/modules/cases/contract.ts';
import { addMatter, type JointDetail, removeMatter } from '@wangjian/server/modules/joint/contract.ts';
import { listLeads } from '@wangjian/server/modules/leads/contract.ts';
import { listSites } from '@wangjian/server/modules/registry/contract.ts';
import { App, Button, Form, Input, Select, Tag } from 'antd';
import { useState } from 'react';
import { messageOf } from '../../../api/api-error.ts';
import { call } from '../../../api/call.ts';
import { oneTimeKey } from '../../one-time-key.ts';
import { ActionDialog } from '../../record/action-dialog.tsx';
import { RecordSearch } from '../../record/record-search.tsx';
import { useOfficer } from '../../session/use-me.ts';
import { optionsOf } from '../../words.ts';
import { useSaved } from './use-joint.ts';

const PATHS: Record<JointMatterKind, string> = {
  lead: '/leads',
  case: '/cases',
  site: '/registry',
  theme: '',
};

/** 事项: leads, cases, sites, themes; the titles are shared, the records stay behind their own permission. */
export function JointMatters({ work }: { work: JointDetail }) {
  const { saved } = useSaved(work.id);
  const { message } = App.useApp();
  const [adding, setAdding] = useState(false);
  const remove = useMutation({
    mutationFn: (thingId: string) => call(removeMatter, { params: { id: work.id, thingId } }),
    onSuccess: (after) => saved(after, '已取消关联'),
    onError: (error) => message.error(messageOf(error)),
  });
  const may = work.allowed.includes('matter');
  return (
    <>
      <div className="joint-bar">
        <h3>关联事项</h3>
        {may && (
          <Button size="small" onClick={() => setAdding(true)}>
            关联事项
          </Button>
        )}
      </div>
      {work.matters.length === 0 ? (
        <p className="soft">没有关联线索、案件、网站或者主题。</p>
      ) : (
        work.matters.map((matter) => (
          <div key={matter.id} className="joint-card">
            <Tag>{JOINT_MATTER_KIND_NAMES[matter.kind]}</Tag>
            {matter.recordId ? (
              <Link to={`${PATHS[matter.kind]}/${matter.recordId}`}>{matter.title}</Link>
            ) : (
              matter.title
            )}
            {may && (
              <Button type="link" size="small" danger onClick={() => remove.mutate(matter.id)}>
                取消关联
              </Button>
            )}
            {matter.summary && <p className="joint-words">{matter.summary}</p>}
          </div>
        ))
      )}
      {adding && <MatterDialog work={work} onClose={() => setAdding(false)} />}
    </>
  );
}

interface Values {
  kind: JointMatterKind;
  recordId?: string;
  title?: string;
  summary?: string;
}

async function findRecords(kind: JointMatterKind, q: string, signal: AbortSignal) {
  const query = { q, pageSize: 20 };
  if (kind === 'site')
    return (await call(listSites, { query, signal })).items.map((site) => ({
      value: site.id,
      label: `${site.name}　${site.host}`,
    }));
  if (kind === 'case')
    return (await call(listCases, { query, signal })).items.map((one) => ({
      value: one.id,
      label: `${one.number ?? ''}　${one.title}`,
    }));
  return (await call(listLeads, { query, signal })).items.map((lead) => ({
    value: lead.id,
    label: `${lead.number}　${lead.title}`,
  }));
}

function MatterDialog({ work, onClose }: { work: JointDetail; onClose: () => void }) {
  const { saved, reload } = useSaved(work.id);
  const { permissions } = useOfficer();
  const [key] = useState(oneTimeKey);
  const [form] = Form.useForm<Values>();
  const kinds = optionsOf(JOINT_MATTER_KIND_NAMES).filter(
    ({ value }) =>
      value === 'theme' || permissions.includes(value === 'site' ? 'registry.read' : `${value}.read`),
  );
  const kind = Form.useWatch('kind', form) ?? 'theme';
  return (
    <ActionDialog<Values>
      title="关联事项"
      ok="关联"
      form={form}
      initial={{ kind: kinds[0]?.value ?? 'theme' }}
      onClose={onClose}
      onReload={reload}
      onSubmit={async (given) =>
        saved(
          await call(addMatter, {
            params: { id: work.id },
            body: { ...given, recordId: given.kind === 'theme' ? null : given.recordId, key },
          }),
          '已关联',
        )
      }
    >
      <Form.Item name="kind" label="类型">
        <Select options={kinds} onChange={() => form.setFieldValue('recordId', undefined)} />
      </Form.Item>
      {kind === 'theme' ? (
        <Form.Item name="title" label="主题" rules={[{ required: true, min: 2, message: '请填写主题' }]}>
          <Input maxLength={200} />
        </Form.Item>
      ) : (
        <Form.Item
          name="recordId"
          label={JOINT_MATTER_KIND_NAMES[kind]}
          rules={[{ required: true, message: '请选择' }]}
          extra="其他单位只看到标题和下面的说明，看不到线索、案件本身。"
        >
          <RecordSearch
            key={kind}
            placeholder="输入编号、标题查找"
            find={(q, signal) => findRecords(kind, q, signal)}
          />
        </Form.Item>
      )}
      <Form.Item name="summary" label="给参加单位的说明">
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
    </ActionDialog>
  );
}
