import { TreeSelect } from 'antd';
import { useMemo } from 'react';
import { useRegions } from './use-scope.ts';

interface Node {
  value: string;
  title: string;
  children: Node[];
}

/** Chooses one of the regions the officer may see, as a tree that is searched by name. */
export function RegionPicker(props: {
  readonly value?: string | null;
  readonly onChange?: (region: string | undefined) => void;
  readonly placeholder?: string;
  readonly clearable?: boolean;
  readonly label?: string;
  readonly id?: string;
  readonly className?: string;
}) {
  const regions = useRegions();
  const tree = useMemo(() => {
    const nodes = new Map<string, Node>();
    const roots: Node[] = [];
    for (const one of regions.data ?? [])
      nodes.set(one.code, { value: one.code, title: one.name, children: [] });
    for (const one of regions.data ?? []) {
      const node = nodes.get(one.code);
      if (node) (nodes.get(one.parent ?? '')?.children ?? roots).push(node);
    }
    return roots;
  }, [regions.data]);
  return (
    <TreeSelect
      id={props.id}
      aria-label={props.label ?? '管辖区域'}
      className={props.className}
      value={props.value ?? undefined}
      onChange={(value?: string) => props.onChange?.(value)}
      treeData={tree}
      treeDefaultExpandAll
      showSearch={{ treeNodeFilterProp: 'title' }}
      allowClear={props.clearable ?? true}
      loading={regions.isLoading}
      placeholder={props.placeholder ?? '全部区域'}
      styles={{ popup: { root: { minWidth: 220, maxHeight: 420 } } }}
    />
  );
}
