import { REPLY_KIND_NAMES, REPLY_ROLE_NAMES } from '@wangjian/core/affairs.ts';
import { Form, Input, Select } from 'antd';
import { LazyDayInput } from '../../../ui/lazy-day-input.tsx';
import { todayInChina } from '../../time-words.ts';
import { optionsOf } from '../../words.ts';

const required = (message: string) => [{ required: true, message }];

/** The fields of a proposal as the letter that assigned it gives them. */
export function ReplyFields() {
  return (
    <>
      <Form.Item name="kind" label="类型" rules={required('请选择类型')}>
        <Select options={optionsOf(REPLY_KIND_NAMES)} />
      </Form.Item>
      <Form.Item name="session" label="会议届次" rules={required('请填写会议届次')}>
        <Input maxLength={60} placeholder="如：市五届人大四次会议" />
      </Form.Item>
      <Form.Item name="proposalNumber" label="编号" rules={required('请填写编号')}>
        <Input maxLength={20} prefix="第" suffix="号" />
      </Form.Item>
      <Form.Item name="title" label="标题" className="span-two" rules={required('请填写标题')}>
        <Input maxLength={120} placeholder="如：关于实施网络打假的建议" />
      </Form.Item>
      <Form.Item name="proposers" label="代表（委员）" rules={required('请填写代表（委员）姓名')}>
        <Select mode="tags" open={false} suffixIcon={null} placeholder="输入姓名，回车；可填多人" />
      </Form.Item>
      <Form.Item name="incomingNumber" label="来文号">
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="assignedBy" label="交办单位">
        <Input maxLength={60} placeholder="如：市政府督察室" />
      </Form.Item>
      <Form.Item name="role" label="主办会办" rules={required('请选择')}>
        <Select options={optionsOf(REPLY_ROLE_NAMES)} />
      </Form.Item>
      <Form.Item name="receivedOn" label="收到日期" rules={required('请选择日期')}>
        <LazyDayInput max={todayInChina()} />
      </Form.Item>
    </>
  );
}
