import { useQuery } from '@tanstack/react-query';
import { GUIDANCE_KIND_NAMES, GUIDANCE_KINDS } from '@wangjian/core/guidance.ts';
import type { GuidanceForm } from '@wangjian/server/modules/guidance/contract.ts';
import { Button, Form, type FormInstance, Input, Select } from 'antd';
import { LazyDayInput } from '../../../ui/lazy-day-input.tsx';
import { RegionPicker } from '../../shell/region-picker.tsx';
import { todayInChina } from '../../time-words.ts';
import { violationsQuery } from '../../violations-query.ts';
import { optionsOf } from '../../words.ts';

const required = (message: string) => [{ required: true, message }];

const HINTS: Partial<Record<GuidanceForm['kind'], string>> = {
  visit: '只作记录，不需要当事人反馈。',
  research: '只作记录，不需要当事人反馈。',
  advice: '对经营中可以改进的事项提出建议，没有强制力。',
  reminder: '提示法律规定和风险，没有强制力。',
  talk: '平台等经营者未履行义务时约谈法定代表人或者主要负责人（网络交易监督管理办法第三十八条）。',
  admonition: '初次、轻微、及时改正等可以不予处罚的，告诫并教育。',
  'correction-order': '责令当事人改正违法行为（行政处罚法第二十八条）。',
  takedown: '通知平台（网店）删除违法商品信息，送达后一日内反馈。',
};

/** The fields of a guidance; those of one kind show with it. */
export function GuidanceFields({ form }: { form: FormInstance<GuidanceForm> }) {
  const kind = Form.useWatch('kind', form) ?? 'reminder';
  const violations = useQuery(violationsQuery);
  const answered = GUIDANCE_KINDS[kind].answered;
  const mustAnswer = kind === 'admonition' || kind === 'correction-order';
  return (
    <div className="form-grid">
      <Form.Item name="kind" label="类型" extra={HINTS[kind]} rules={required('请选择类型')}>
        <Select options={optionsOf(GUIDANCE_KIND_NAMES)} />
      </Form.Item>
      <Form.Item name="region" label="辖区" rules={required('请选择辖区')}>
        <RegionPicker clearable={false} placeholder="选择辖区" />
      </Form.Item>
      <Form.Item
        name="title"
        label="事项"
        className="full"
        rules={[{ required: true, min: 2, message: '请填写事项，至少 2 个字' }]}
      >
        <Input maxLength={120} placeholder="如：某某旗舰店首页未公示营业执照" />
      </Form.Item>
      <Form.Item
        name="party"
        label={kind === 'takedown' ? '平台（网店）名称' : kind === 'talk' ? '被约谈单位' : '当事人'}
        rules={[{ required: true, min: 2, message: '请填写当事人' }]}
      >
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="uscc" label="统一社会信用代码">
        <Input maxLength={18} />
      </Form.Item>
      <Form.Item name="address" label="住所（地址）">
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="representative" label="法定代表人（负责人）">
        <Input maxLength={50} />
      </Form.Item>
      <Form.Item name="phone" label="联系电话">
        <Input maxLength={40} />
      </Form.Item>
      {answered && kind !== 'takedown' && (
        <Form.Item
          name="url"
          label="网址（用于复查）"
          rules={[{ type: 'url', message: '请填写完整网址，以 http:// 或 https:// 开头' }]}
        >
          <Input maxLength={2000} placeholder="https://" />
        </Form.Item>
      )}
      {kind === 'talk' && (
        <>
          <Form.Item name="talkAt" label="约谈时间" rules={required('请填写约谈时间')}>
            <Input type="datetime-local" />
          </Form.Item>
          <Form.Item name="talkPlace" label="约谈地点" rules={required('请填写约谈地点')}>
            <Input maxLength={200} />
          </Form.Item>
        </>
      )}
      {answered && kind !== 'takedown' && (
        <Form.Item name="dueOn" label="反馈期限" rules={mustAnswer ? required('请选择反馈期限') : []}>
          <LazyDayInput min={todayInChina()} />
        </Form.Item>
      )}
      <Form.Item
        name="facts"
        label={answered ? '有关情况（存在的问题）' : '了解的情况'}
        className="full"
        rules={[{ required: true, min: 2, message: '请填写有关情况' }]}
      >
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={5000} />
      </Form.Item>
      {answered && (
        <>
          <Form.Item name="violations" label="涉嫌违法行为" className="full">
            <Select
              mode="multiple"
              optionFilterProp="label"
              placeholder="可选"
              options={(violations.data ?? []).map((one) => ({ value: one.id, label: one.name }))}
            />
          </Form.Item>
          <Form.Item name="articles" label="相关法律规定" className="full">
            <Select mode="tags" placeholder="输入法律名称和条款，回车；可填多条" />
          </Form.Item>
        </>
      )}
      {kind === 'takedown' && <TakedownItems />}
    </div>
  );
}

function TakedownItems() {
  return (
    <div className="full">
      <Form.List
        name="items"
        rules={[
          {
            validator: async (_, items: unknown[] | undefined) => {
              if (!items || items.length === 0) throw new Error('请至少填写一条要求删除的信息');
            },
          },
        ]}
      >
        {(rows, { add, remove }, { errors }) => (
          <>
            <p>要求删除的信息</p>
            {rows.map(({ key, name }) => (
              <div key={key} className="form-grid">
                <Form.Item name={[name, 'title']} label="商品或者页面" rules={required('请填写')}>
                  <Input maxLength={200} />
                </Form.Item>
                <Form.Item
                  name={[name, 'url']}
                  label="网址"
                  rules={[{ required: true, type: 'url', message: '请填写完整网址' }]}
                >
                  <Input maxLength={2000} placeholder="https://" />
                </Form.Item>
                <Form.Item name={[name, 'shop']} label="店铺">
                  <Input maxLength={100} />
                </Form.Item>
                <Form.Item name={[name, 'problem']} label="涉嫌违法情形">
                  <Input maxLength={500} />
                </Form.Item>
                <Form.Item name={[name, 'article']} label="违反的规定">
                  <Input maxLength={300} />
                </Form.Item>
                <Button type="link" danger onClick={() => remove(name)}>
                  删除这一条
                </Button>
              </div>
            ))}
            <Form.ErrorList errors={errors} />
            <Button onClick={() => add({})}>添加一条</Button>
          </>
        )}
      </Form.List>
    </div>
  );
}
