import { useQuery } from '@tanstack/react-query';
import { assignLeads, leadColleagues } from '@wangjian/server/modules/leads/contract.ts';
import { Form, Select } from 'antd';
import { call } from '../../../api/call.ts';
import { ActionDialog } from '../../record/action-dialog.tsx';
import { useOutcome } from '../../record/use-outcome.ts';
import type { AskedProps } from './chosen.ts';
import { chosen, namesOf, numberIn } from './chosen.ts';

/** 指定承办人 among the officers of the unit that holds the lead. */
export default function AssignDialog(props: AskedProps) {
  const id = props.leads[0]?.id ?? '';
  const colleagues = useQuery({
    queryKey: ['lead-colleagues', id],
    queryFn: ({ signal }) => call(leadColleagues, { params: { id }, signal }),
  });
  const tell = useOutcome();
  const options = (colleagues.data?.items ?? [])
    .filter(({ holder }) => holder)
    .map((one) => ({ value: one.id, label: `${one.name}　${one.post}　${one.orgName}` }));
  return (
    <ActionDialog<{ officerId: string }>
      title="指定承办人"
      ok="指定"
      onClose={props.onClose}
      onReload={props.onReload}
      onSubmit={async ({ officerId }) => {
        const outcome = await call(assignLeads, { body: { leads: chosen(props.leads), officerId } });
        tell('指定', outcome, numberIn(props.leads));
        props.onDone?.();
      }}
    >
      <p className="soft break">{namesOf(props.leads)}</p>
      <Form.Item name="officerId" label="承办人" rules={[{ required: true, message: '请选择承办人' }]}>
        <Select
          loading={colleagues.isLoading}
          options={options}
          showSearch={{ optionFilterProp: 'label' }}
          popupMatchSelectWidth={false}
        />
      </Form.Item>
    </ActionDialog>
  );
}
