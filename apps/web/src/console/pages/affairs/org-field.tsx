import { useQuery } from '@tanstack/react-query';
import { countAffairs } from '@wangjian/server/modules/affairs/contract.ts';
import { Select } from 'antd';
import { call } from '../../../api/call.ts';

/** Units of the bureau that answer and publicise, other departments left out. */
export function useUnits() {
  return useQuery({
    queryKey: ['affairs-units'],
    queryFn: async ({ signal }) =>
      (await call(countAffairs, { query: {}, signal })).units.map(({ id, name }) => ({
        value: id,
        label: name,
      })),
    staleTime: 5 * 60_000,
  });
}

/** Chooses one of them. */
export function OrgField(props: {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (id: string | undefined) => void;
  readonly clearable?: boolean;
  readonly placeholder?: string;
}) {
  const units = useUnits();
  return (
    <Select
      id={props.id}
      aria-label="单位"
      value={props.value}
      onChange={props.onChange}
      allowClear={props.clearable}
      loading={units.isPending}
      placeholder={props.placeholder ?? '选择单位'}
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={false}
      options={units.data ?? []}
    />
  );
}
