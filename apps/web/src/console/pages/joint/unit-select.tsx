import { useQuery } from '@tanstack/react-query';
import { jointDirectory } from '@wangjian/server/modules/joint/contract.ts';
import { Select } from 'antd';
import { call } from '../../../api/call.ts';

/** Units of the bureau, for choosing. */
function useDirectory() {
  return useQuery({
    queryKey: ['joint-directory'],
    queryFn: async ({ signal }) => (await call(jointDirectory, { signal })).items,
    staleTime: 5 * 60_000,
  });
}

/** Chooses a unit: other departments first, then those of market supervision. */
export function UnitSelect(props: {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (id: string | undefined) => void;
  /** Only units that the officer acts for. */
  readonly own?: boolean;
}) {
  const directory = useDirectory();
  const all = (directory.data ?? []).filter((one) => !props.own || one.own);
  const group = (label: string, department: boolean) => ({
    label,
    options: all
      .filter((one) => one.department === department)
      .map((one) => ({ value: one.id, label: one.name })),
  });
  return (
    <Select
      id={props.id}
      value={props.value}
      onChange={props.onChange}
      allowClear={!props.own}
      loading={directory.isPending}
      showSearch={{ optionFilterProp: 'label' }}
      placeholder="选择单位"
      popupMatchSelectWidth={false}
      options={[group('其他部门', true), group('市场监管部门', false)].filter(
        ({ options }) => options.length > 0,
      )}
    />
  );
}
