import { PUBLICITY_KIND_NAMES, PUBLICITY_UNITS, type PublicityKind } from '@wangjian/core/affairs.ts';
import type { PublicityForm } from '@wangjian/server/modules/affairs/contract.ts';
import { Form, Input, InputNumber, Select } from 'antd';
import { LazyDayInput } from '../../../ui/lazy-day-input.tsx';
import { todayInChina } from '../../time-words.ts';
import { optionsOf } from '../../words.ts';

const required = (message: string) => [{ required: true, message }];

/** What an empty input leaves behind is no link. */
export const withLink = (given: PublicityForm): PublicityForm => ({ ...given, link: given.link || null });

/** The fields of publicity work; what is asked depends on its kind. */
export function PublicityFields() {
  const kind: PublicityKind = Form.useWatch('kind') ?? 'material';
  return (
    <>
      <Form.Item name="kind" label="类型" rules={required('请选择类型')}>
        <Select options={optionsOf(PUBLICITY_KIND_NAMES)} />
      </Form.Item>
      <Form.Item name="day" label="日期" rules={required('请选择日期')}>
        <LazyDayInput max={todayInChina()} />
      </Form.Item>
      <Form.Item name="pieces" label="数量" rules={required('请填写数量')}>
        <InputNumber controls={false} min={1} max={10_000_000} precision={0} suffix={PUBLICITY_UNITS[kind]} />
      </Form.Item>
      <Form.Item name="title" label="标题" className="full" rules={required('请填写标题')}>
        <Input maxLength={120} placeholder="如：“网络维权，放心网购”主题展板" />
      </Form.Item>
      {(kind === 'media' || kind === 'tip') && (
        <>
          <Form.Item
            name="medium"
            label={kind === 'media' ? '媒体' : '发布渠道'}
            rules={kind === 'media' ? required('请填写媒体名称') : []}
          >
            <Input maxLength={60} placeholder="如：中卫日报" />
          </Form.Item>
          <Form.Item
            name="link"
            label="链接"
            className="span-two"
            rules={[{ type: 'url', message: '请填写完整网址，以 http:// 或 https:// 开头' }]}
          >
            <Input maxLength={2000} placeholder="https://" />
          </Form.Item>
        </>
      )}
      {kind !== 'media' && kind !== 'tip' && (
        <Form.Item name="place" label="地点" className="full">
          <Input maxLength={100} />
        </Form.Item>
      )}
      <Form.Item
        name="content"
        label={kind === 'tip' ? '消费提示内容' : '说明'}
        className="full"
        rules={kind === 'tip' ? required('请填写消费提示内容') : []}
      >
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 12 }} maxLength={10000} />
      </Form.Item>
    </>
  );
}
