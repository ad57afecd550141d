import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  getSignInPolicy,
  type SignInPolicy,
  saveSignInPolicy,
} from '@wangjian/server/modules/officers/contract.ts';
import { App, Button, Form, InputNumber } from 'antd';
import type { z } from 'zod';
import { call } from '../../../api/call.ts';
import { ProblemNote } from '../../record/problem-note.tsx';
import { PageFrame } from '../../shell/page-frame.tsx';
import { QueryState } from '../../shell/query-state.tsx';

type Policy = z.output<typeof SignInPolicy>;
const FIELDS: readonly {
  readonly name: keyof Policy;
  readonly label: string;
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly extra: string;
}[] = [
  {
    name: 'maxFailures',
    label: '连续输错几次锁定',
    unit: '次',
    min: 3,
    max: 10,
    extra: '等保要求限制非法登录次数',
  },
  {
    name: 'lockMinutes',
    label: '锁定多长时间',
    unit: '分钟',
    min: 5,
    max: 1440,
    extra: '到时自动解锁，系统管理员也可以提前解锁',
  },
  {
    name: 'idleMinutes',
    label: '多久不操作自动退出',
    unit: '分钟',
    min: 5,
    max: 480,
    extra: '退出后重新登录会回到原来的页面',
  },
  {
    name: 'minLength',
    label: '口令最短长度',
    unit: '个字符',
    min: 8,
    max: 64,
    extra: '另须含大写、小写、数字、符号中的三种',
  },
  {
    name: 'passwordDays',
    label: '口令多久更换一次',
    unit: '天',
    min: 0,
    max: 365,
    extra: '填 0 表示不要求定期更换',
  },
];

/** 登录与口令策略: the security administrator's settings of sign-in. */
export default function PolicyPage() {
  const policy = useQuery({
    queryKey: ['sign-in-policy'],
    queryFn: ({ signal }) => call(getSignInPolicy, { signal }),
  });
  return (
    <PageFrame>
      <div className="panel" style={{ maxWidth: 720 }}>
        <QueryState query={policy}>{(data) => <PolicyForm key={data.version} policy={data} />}</QueryState>
      </div>
    </PageFrame>
  );
}

function PolicyForm({ policy }: { policy: Policy }) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const save = useMutation({
    mutationFn: (values: Omit<Policy, 'version'>) =>
      call(saveSignInPolicy, { body: { ...values, version: policy.version } }),
    onSuccess: (next) => {
      queries.setQueryData(['sign-in-policy'], next);
      message.success('已保存，对新的登录立即生效');
    },
  });
  return (
    <Form
      layout="horizontal"
      labelCol={{ span: 8 }}
      initialValues={policy}
      onFinish={(values: Omit<Policy, 'version'>) => !save.isPending && save.mutate(values)}
    >
      {FIELDS.map((field) => (
        <Form.Item
          key={field.name}
          name={field.name}
          label={field.label}
          extra={`${field.extra}（${field.min}–${field.max}）`}
          rules={[{ required: true, message: '请填写' }]}
        >
          <InputNumber
            controls={false}
            min={field.min}
            max={field.max}
            precision={0}
            suffix={field.unit}
            style={{ width: 180 }}
          />
        </Form.Item>
      ))}
      {save.error && (
        <ProblemNote
          error={save.error}
          onReload={() => void queries.invalidateQueries({ queryKey: ['sign-in-policy'] })}
        />
      )}
      <Form.Item wrapperCol={{ offset: 8 }}>
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          保存
        </Button>
      </Form.Item>
    </Form>
  );
}
