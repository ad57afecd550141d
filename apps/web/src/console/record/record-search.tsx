import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useDeferredValue, useId, useState } from 'react';

interface Option {
  readonly value: string;
  readonly label: string;
}

/** Chooses one record by searching the server while typing; `known` ones are offered before anything is typed. */
export function RecordSearch(props: {
  readonly value?: string;
  readonly onChange?: (id: string | undefined) => void;
  readonly id?: string;
  readonly placeholder: string;
  readonly known?: readonly Option[];
  readonly find: (q: string, signal: AbortSignal) => Promise<Option[]>;
}) {
  const [text, setText] = useState('');
  const q = useDeferredValue(text.trim());
  const key = useId();
  const found = useQuery({
    queryKey: ['record-search', key, q],
    queryFn: ({ signal }) => props.find(q, signal),
    staleTime: 0,
    gcTime: 10_000,
  });
  const known = props.known ?? [];
  const options = [
    ...(q === '' ? known : []),
    ...(found.data ?? []).filter((one) => q !== '' || !known.some((other) => other.value === one.value)),
  ];
  return (
    <Select
      id={props.id}
      value={props.value}
      onChange={props.onChange}
      allowClear
      placeholder={props.placeholder}
      showSearch={{ filterOption: false, onSearch: setText }}
      loading={found.isFetching}
      notFoundContent={found.isFetching ? '正在查找……' : '没有找到'}
      options={options}
    />
  );
}
