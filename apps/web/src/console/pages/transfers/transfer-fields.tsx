import { useQuery } from '@tanstack/react-query';
import { TRANSFER_KIND_NAMES, TRANSFER_REACH_NAMES, type TransferKind } from '@wangjian/core/transfer.ts';
import { listReceivers, type TransferForm } from '@wangjian/server/modules/transfers/contract.ts';
import { Form, type FormInstance, Input, Select } from 'antd';
import { call } from '../../../api/call.ts';
import { LazyDayInput } from '../../../ui/lazy-day-input.tsx';
import { RegionPicker } from '../../shell/region-picker.tsx';
import { todayInChina } from '../../time-words.ts';
import { optionsOf } from '../../words.ts';
import { MATTER_WORDS } from './matter-words.ts';

const required = (message: string) => [{ required: true, message }];

/** What a letter is about: the same fields whether it goes out or comes in. */
export function MatterFields({ kind, incoming }: { kind: TransferKind; incoming: boolean }) {
  const words = MATTER_WORDS[kind];
  return (
    <>
      <Form.Item
        name="title"
        label="事项"
        className="full"
        rules={[{ required: true, min: 2, message: '请填写事项，至少 2 个字' }]}
      >
        <Input maxLength={120} placeholder="如：某某旗舰店涉嫌侵犯地理标志证明商标" />
      </Form.Item>
      <Form.Item name="party" label="当事人">
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="uscc" label="统一社会信用代码">
        <Input maxLength={18} />
      </Form.Item>
      <Form.Item name="address" label="住所（地址）">
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="facts" label={words.facts} className="full" rules={required(`请填写${words.facts}`)}>
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={5000} />
      </Form.Item>
      <Form.Item
        name="reason"
        label={words.reason}
        className="full"
        rules={required(`请填写${words.reason}`)}
      >
        <Input.TextArea
          autoSize={{ minRows: 2, maxRows: 8 }}
          maxLength={5000}
          placeholder={incoming ? undefined : words.sample}
        />
      </Form.Item>
      <Form.Item name="dueOn" label="反馈期限">
        <LazyDayInput min={incoming ? undefined : todayInChina()} />
      </Form.Item>
      <Form.Item name="contact" label={incoming ? '来函联系人' : '联系人'} rules={required('请填写联系人')}>
        <Input maxLength={50} />
      </Form.Item>
      <Form.Item name="contactPhone" label="联系电话" rules={required('请填写联系电话')}>
        <Input maxLength={40} />
      </Form.Item>
    </>
  );
}

/** Kind, receiver and matter of a letter that goes out. */
export function TransferFields({ form }: { form: FormInstance<TransferForm> }) {
  const kind = Form.useWatch('kind', form) ?? 'transfer';
  const reach = Form.useWatch('reach', form) ?? 'outside';
  const receivers = useQuery({
    queryKey: ['transfer-receivers'],
    queryFn: ({ signal }) => call(listReceivers, { signal }),
    staleTime: 60_000,
  });
  const { bureaus = [], units = [] } = receivers.data ?? {};
  return (
    <div className="form-grid">
      <Form.Item name="kind" label="类型" extra={MATTER_WORDS[kind].hint} rules={required('请选择类型')}>
        <Select options={optionsOf(TRANSFER_KIND_NAMES)} />
      </Form.Item>
      <Form.Item
        name="reach"
        label="对方"
        rules={required('请选择对方是哪类单位')}
        extra={
          reach === 'outside'
            ? '其他部门、外地单位：凭函件上的接收码下载材料包、签收、填报结果，不需要账号。'
            : '发出后直接进入对方的“移送协查”，签收、接收、反馈自动回到这里。'
        }
      >
        <Select options={optionsOf(TRANSFER_REACH_NAMES)} />
      </Form.Item>
      {reach === 'outside' && (
        <Form.Item name="to" label="对方单位" rules={required('请填写对方单位的全称')}>
          <Input maxLength={100} placeholder="如：某某省市场监督管理局" />
        </Form.Item>
      )}
      {reach === 'bureau' && (
        <Form.Item name="toBureau" label="对方单位" rules={required('请选择对方的局')}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            notFoundContent="没有其他局使用本系统，请改选“没有使用本系统的单位”"
            options={bureaus.map(({ code, name }) => ({ value: code, label: name }))}
          />
        </Form.Item>
      )}
      {reach === 'unit' && (
        <Form.Item name="toOrgId" label="对方单位" rules={required('请选择对方单位')}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={units.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
      )}
      <Form.Item name="region" label="辖区" rules={required('请选择辖区')}>
        <RegionPicker clearable={false} placeholder="选择辖区" />
      </Form.Item>
      {kind === 'copy' && (
        <Form.Item name="permit" label="许可（备案）事项" className="span-two">
          <Input maxLength={200} placeholder="如：食品经营许可证及编号" />
        </Form.Item>
      )}
      <MatterFields kind={kind} incoming={false} />
    </div>
  );
}
