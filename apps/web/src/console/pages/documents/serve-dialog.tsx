import { useQueryClient } from '@tanstack/react-query';
import { SERVICE_MANNER_NAMES } from '@wangjian/core/document.ts';
import {
  type DocumentDetail,
  type ServiceManner,
  serveDocument,
} from '@wangjian/server/modules/documents/contract.ts';
import { App, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import { LazyDayInput } from '../../../ui/lazy-day-input.tsx';
import { oneTimeKey } from '../../one-time-key.ts';
import { ActionDialog } from '../../record/action-dialog.tsx';
import { useOfficer } from '../../session/use-me.ts';
import { todayInChina } from '../../time-words.ts';
import { optionsOf } from '../../words.ts';

interface Given {
  manner: ServiceManner;
  recipient: string;
  servedOn: string;
  place?: string;
  officers: string;
  note?: string;
}

/** 登记送达: to whom, how and on which day; the receipt is uploaded afterwards on the tab 送达与附件. */
export function ServeDialog(props: { document: DocumentDetail; onClose: () => void; onReload: () => void }) {
  const { document } = props;
  const queries = useQueryClient();
  const me = useOfficer();
  const { message } = App.useApp();
  const [key] = useState(oneTimeKey);
  const [form] = Form.useForm<Given>();
  const manner = Form.useWatch('manner', form);
  const required = (text: string) => [{ required: true, message: text }];
  const party = document.values.party ?? document.values.to;
  return (
    <ActionDialog<Given>
      title="登记送达"
      ok="登记"
      form={form}
      initial={{
        manner: 'direct',
        servedOn: todayInChina(),
        officers: me.name,
        recipient: typeof party === 'string' ? party : '',
      }}
      onClose={props.onClose}
      onReload={props.onReload}
      onSubmit={async (given) => {
        const saved = await call(serveDocument, {
          params: { id: document.id },
          body: { ...given, version: document.version, key },
        });
        queries.setQueryData(['document', document.id], saved);
        message.success('已登记送达，请上传送达回证');
      }}
    >
      <Form.Item name="manner" label="送达方式" rules={required('请选择送达方式')}>
        <Select options={optionsOf(SERVICE_MANNER_NAMES)} />
      </Form.Item>
      <Form.Item name="recipient" label="受送达人" rules={required('请填写受送达人')}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item
        name="servedOn"
        label={manner === 'notice' ? '公告日期' : '送达日期'}
        extra={manner === 'notice' ? '自公告之日起经过三十日，视为送达' : undefined}
        rules={required('请选择日期')}
      >
        <LazyDayInput max={todayInChina()} min={document.signedOn ?? undefined} />
      </Form.Item>
      <Form.Item name="place" label={manner === 'notice' ? '公告载体' : '送达地点'}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="officers" label="送达人" rules={required('请填写送达人')}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="note" label="备注">
        <Input maxLength={500} />
      </Form.Item>
    </ActionDialog>
  );
}
