import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { JOINT_KIND_NAMES, type JointKind } from '@wangjian/core/joint.ts';
import { openJoint } from '@wangjian/server/modules/joint/contract.ts';
import { App, Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import { LazyDayInput } from '../../../ui/lazy-day-input.tsx';
import { oneTimeKey } from '../../one-time-key.ts';
import { ProblemNote } from '../../record/problem-note.tsx';
import { useUnsavedGuard } from '../../record/use-unsaved-guard.ts';
import { useOfficer } from '../../session/use-me.ts';
import { PageFrame } from '../../shell/page-frame.tsx';
import type { UrlSearch } from '../../url-search.ts';
import { optionsOf } from '../../words.ts';
import { UnitSelect } from './unit-select.tsx';
import './joint.css';

interface Given {
  kind: JointKind;
  title: string;
  leadOrgId: string;
  purpose: string;
  plan?: string;
  theme?: string;
  beginsOn?: string;
  endsOn?: string;
  units: { orgId?: string; name?: string; duty?: string }[];
}
const required = (message: string) => [{ required: true, message }];

/** 发起联合行动、建立联席会议: what for, who leads, whom to invite. */
export default function JointNew() {
  const { kind } = useSearch({ strict: false }) as UrlSearch;
  const me = useOfficer();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm<Given>();
  const [key] = useState(oneTimeKey);
  const guard = useUnsavedGuard();
  const chosen = Form.useWatch('kind', form) ?? 'action';
  const action = chosen === 'action';
  const open = useMutation({
    mutationFn: ({ theme, units, ...given }: Given) =>
      call(openJoint, {
        body: {
          ...given,
          units: units.map((unit) => ({ orgId: unit.orgId ?? null, name: unit.name, duty: unit.duty })),
          matters: theme ? [{ kind: 'theme' as const, title: theme }] : [],
          key,
        },
      }),
    onSuccess: async (work) => {
      guard.release();
      message.success('已发起，并通知受邀单位');
      void queries.invalidateQueries();
      await navigate({ to: `/joint/${work.id}` });
    },
  });
  return (
    <PageFrame>
      <div className="panel">
        <Form<Given>
          form={form}
          layout="vertical"
          initialValues={{
            kind: kind === 'conference' ? 'conference' : 'action',
            leadOrgId: me.orgId,
            units: [{}],
          }}
          scrollToFirstError={{ focus: true }}
          onValuesChange={guard.touch}
          onFinish={(given) => !open.isPending && open.mutate(given)}
        >
          <div className="form-grid">
            <Form.Item
              name="kind"
              label="类型"
              rules={required('请选择类型')}
              extra={action ? '针对一件事，有开始和结束。' : '长期会商，可以多次开会、布置任务、联合检查。'}
            >
              <Select options={optionsOf(JOINT_KIND_NAMES)} />
            </Form.Item>
            <Form.Item
              name="title"
              label="名称"
              className="span-two"
              rules={[{ required: true, min: 2, message: '请填写名称，至少 2 个字' }]}
            >
              <Input
                maxLength={120}
                placeholder={action ? '如：打击网络销售假冒枸杞联合行动' : '如：网络市场监管联席会议'}
              />
            </Form.Item>
            <Form.Item name="leadOrgId" label="牵头单位" rules={required('请选择牵头单位')}>
              <UnitSelect own />
            </Form.Item>
            <Form.Item name="beginsOn" label="开始日期">
              <LazyDayInput />
            </Form.Item>
            <Form.Item name="endsOn" label="计划结束日期">
              <LazyDayInput />
            </Form.Item>
            <Form.Item
              name="purpose"
              label={action ? '目的' : '职责'}
              className="full"
              rules={[{ required: true, min: 2, message: '请写明' }]}
            >
              <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} />
            </Form.Item>
            {action && (
              <Form.Item
                name="theme"
                label="主题"
                className="full"
                extra="线索、案件、网站可以在发起以后关联；参加单位只看到您关联的标题和说明。"
              >
                <Input maxLength={200} />
              </Form.Item>
            )}
            <Form.Item name="plan" label={action ? '行动方案' : '工作规则'} className="full">
              <Input.TextArea autoSize={{ minRows: 2, maxRows: 10 }} maxLength={10000} />
            </Form.Item>
          </div>
          <Invited />
          {open.error && <ProblemNote error={open.error} />}
          <div className="form-foot">
            <Button type="primary" htmlType="submit" loading={open.isPending}>
              发起并邀请
            </Button>
            <Button onClick={() => void navigate({ to: action ? '/joint' : '/joint/conferences' })}>
              取消
            </Button>
          </div>
        </Form>
      </div>
    </PageFrame>
  );
}

function Invited() {
  return (
    <Form.List name="units">
      {(rows, { add, remove }) => (
        <>
          <h2 className="joint-heading">邀请单位</h2>
          {rows.map(({ key, name }) => (
            <div key={key} className="joint-invited">
              <Form.Item name={[name, 'orgId']} label="单位">
                <UnitSelect />
              </Form.Item>
              <Form.Item name={[name, 'name']} label="没有账号的单位（填名称）">
                <Input maxLength={60} />
              </Form.Item>
              <Form.Item name={[name, 'duty']} label="职责分工">
                <Input maxLength={500} />
              </Form.Item>
              <Button type="link" danger onClick={() => remove(name)}>
                删除
              </Button>
            </div>
          ))}
          <Button onClick={() => add({})}>再邀请一个单位</Button>
        </>
      )}
    </Form.List>
  );
}
