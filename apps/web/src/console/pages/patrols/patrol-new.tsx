import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { startPatrol } from '@wangjian/server/modules/patrols/contract.ts';
import { App, Button, Form, Input, InputNumber, Radio } from 'antd';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import { oneTimeKey } from '../../one-time-key.ts';
import { ProblemNote } from '../../record/problem-note.tsx';
import { useOfficer } from '../../session/use-me.ts';
import { PageFrame } from '../../shell/page-frame.tsx';
import { RegionPicker } from '../../shell/region-picker.tsx';
import { useScope } from '../../shell/use-scope.ts';
import { todayInChina } from '../../time-words.ts';
import type { UrlSearch } from '../../url-search.ts';
import { EMPTY_SEEDS, SeedInput, type SeedState } from './seed-input.tsx';
import { SelectionInput, type SelectionValue } from './selection-input.tsx';
import './patrols.css';

type Way = 'seeds' | 'register' | 'chosen';

/** 发起监测: addresses pasted or read from a file, or a choice of the register; checked before it starts. */
export default function PatrolNew() {
  const me = useOfficer();
  const scope = useScope();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const { site } = useSearch({ strict: false }) as UrlSearch;
  const chosen = site === undefined ? [] : [site].flat();
  const [way, setWay] = useState<Way>(chosen.length > 0 ? 'chosen' : 'seeds');
  const [seeds, setSeeds] = useState<SeedState>(EMPTY_SEEDS);
  const [select, setSelect] = useState<SelectionValue>({ region: scope.region ?? undefined, total: null });
  const [key] = useState(oneTimeKey);
  const count = way === 'chosen' ? chosen.length : way === 'seeds' ? (seeds.good ?? 0) : (select.total ?? 0);

  const start = useMutation({
    mutationFn: (values: { name: string; maxPages: number; region: string }) =>
      call(startPatrol, {
        body: {
          ...values,
          key,
          ...(way === 'seeds'
            ? { seeds: seeds.text }
            : way === 'chosen'
              ? { select: { siteIds: chosen } }
              : { select: { kind: select.kind, form: select.form, region: select.region } }),
        },
      }),
    onSuccess: async (patrol) => {
      message.success('监测已开始');
      void queries.invalidateQueries();
      await navigate({ to: `/patrols/${patrol.id}` });
    },
  });
  return (
    <PageFrame>
      <Form
        layout="vertical"
        className="panel patrol-new"
        initialValues={{
          name: `${todayInChina()} 网络监测`,
          maxPages: 30,
          region: scope.region ?? me.region,
        }}
        onFinish={(values) => !start.isPending && start.mutate(values)}
      >
        <Form.Item label="监测哪些网站">
          <Radio.Group
            value={way}
            onChange={(event) => setWay(event.target.value)}
            options={[
              ...(chosen.length > 0 ? [{ value: 'chosen', label: `选中的 ${chosen.length} 个主体` }] : []),
              { value: 'seeds', label: '粘贴网址或选择文件' },
              { value: 'register', label: '从主体库按条件选' },
            ]}
          />
        </Form.Item>
        {way === 'seeds' && <SeedInput value={seeds} onChange={setSeeds} />}
        {way === 'register' && <SelectionInput value={select} onChange={setSelect} />}
        <div className="form-grid">
          <Form.Item
            name="name"
            label="监测名称"
            rules={[{ required: true, whitespace: true, message: '请填写名称' }]}
          >
            <Input maxLength={80} />
          </Form.Item>
          <Form.Item
            name="region"
            label="新发现的网站归入哪个辖区"
            rules={[{ required: true, message: '请选择辖区' }]}
          >
            <RegionPicker clearable={false} placeholder="选择辖区" />
          </Form.Item>
          <Form.Item
            name="maxPages"
            label="每个网站最多读多少页"
            rules={[{ required: true, message: '请填写页数' }]}
          >
            <InputNumber
              controls={false}
              min={1}
              max={500}
              precision={0}
              style={{ width: 160 }}
              suffix="页"
            />
          </Form.Item>
        </div>
        {start.error && <ProblemNote error={start.error} />}
        <div className="form-foot">
          <Button type="primary" htmlType="submit" loading={start.isPending} disabled={count === 0}>
            {count > 0 ? `开始监测 ${count} 个网站` : '开始监测'}
          </Button>
          <span className="soft patrol-hint">
            {count === 0
              ? way === 'seeds'
                ? '先粘贴网址；检查通过后就可以开始。'
                : '没有选到网站，请放宽条件。'
              : '遵守各网站的 robots.txt 和访问间隔；读到的网页会留存，违法内容自动固证并成为线索。'}
          </span>
        </div>
      </Form>
    </PageFrame>
  );
}
