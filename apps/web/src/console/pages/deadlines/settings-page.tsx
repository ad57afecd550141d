import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  type DeadlineSettings,
  getSettings,
  saveSettings,
} from '@wangjian/server/modules/deadlines/contract.ts';
import { App, Button, Form, Select, Switch } from 'antd';
import { call } from '../../../api/call.ts';
import { ProblemNote } from '../../record/problem-note.tsx';
import { PageFrame } from '../../shell/page-frame.tsx';
import { QueryState } from '../../shell/query-state.tsx';
import '../../deadline/deadline.css';
import './deadlines.css';
import { ThresholdInput } from './threshold-input.tsx';

const UNITS = [
  { unit: 'workday', name: '按工作日计算的期限', left: '个工作日' },
  { unit: 'natural', name: '按日计算的期限', left: '日' },
  { unit: 'month', name: '按月计算的期限', left: '日' },
  { unit: 'year', name: '按年计算的期限', left: '日' },
  { unit: 'hour', name: '按小时计算的期限', left: '小时' },
] as const;

const ESCALATE = [
  { value: 'near', label: '变黄灯时就催办' },
  { value: 'expired', label: '超期时催办' },
  { value: 'never', label: '不催办' },
];

/** 提示设置: when lamps turn, who is reminded, for the whole bureau. */
export default function SettingsPage() {
  const query = useQuery({
    queryKey: ['deadline-settings'],
    queryFn: ({ signal }) => call(getSettings, { signal }),
  });
  return (
    <PageFrame>
      <div className="panel notice-form">
        <QueryState query={query}>
          {({ settings, version }) => <SettingsForm key={version} settings={settings} version={version} />}
        </QueryState>
      </div>
    </PageFrame>
  );
}

function SettingsForm({
  settings,
  version,
}: {
  readonly settings: DeadlineSettings;
  readonly version: number;
}) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const save = useMutation({
    mutationFn: (values: DeadlineSettings) => call(saveSettings, { body: { settings: values, version } }),
    onSuccess: (saved) => {
      queries.setQueryData(['deadline-settings'], saved);
      void queries.invalidateQueries({ queryKey: ['deadlines'] });
      message.success('已保存，全局正在计算的期限随即更新灯色');
    },
  });
  return (
    <Form<DeadlineSettings>
      layout="horizontal"
      labelCol={{ flex: '170px' }}
      initialValues={settings}
      onFinish={(values) => !save.isPending && save.mutate(values)}
    >
      <h2>什么时候变灯</h2>
      <p className="soft">期限过半之前不会变灯，很短的期限不至于一开始就是黄灯。</p>
      {UNITS.map(({ unit, name, left }) => (
        <Form.Item key={unit} label={name}>
          <div className="threshold-row">
            <span className="deadline-lamp yellow" aria-hidden />
            黄灯
            <Form.Item name={['lamps', unit, 'yellow']} noStyle>
              <ThresholdInput label={`${name}变黄灯`} unit={left} />
            </Form.Item>
            <span className="deadline-lamp red threshold-next" aria-hidden />
            红灯
            <Form.Item name={['lamps', unit, 'red']} noStyle>
              <ThresholdInput label={`${name}变红灯`} unit={left} orOver />
            </Form.Item>
          </div>
        </Form.Item>
      ))}
      <h2>提醒</h2>
      <Form.Item name="remindNear" label="变黄灯时提醒承办人" valuePropName="checked">
        <Switch />
      </Form.Item>
      <Form.Item name="remindExpired" label="超期时提醒承办人" valuePropName="checked">
        <Switch />
      </Form.Item>
      <Form.Item
        name="escalate"
        label="催办"
        extra="发给承办单位有督办权限的人员，本单位没有的发给上一级单位"
      >
        <Select options={ESCALATE} style={{ width: 220 }} />
      </Form.Item>
      <Form.Item
        name="digest"
        label="每日期限清单"
        valuePropName="checked"
        extra="工作日早上 7:30 发给每位承办人：已超期、今天到期、本周到期"
      >
        <Switch />
      </Form.Item>
      {save.error && (
        <ProblemNote
          error={save.error}
          onReload={() => void queries.invalidateQueries({ queryKey: ['deadline-settings'] })}
        />
      )}
      <Form.Item wrapperCol={{ style: { paddingLeft: 170 } }}>
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          保存
        </Button>
      </Form.Item>
    </Form>
  );
}
