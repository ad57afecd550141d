import { TreeSelect } from 'antd';
import { type OrgNode, treeOf, useOrgs } from './use-orgs.ts';

interface Choice {
  readonly value: string;
  readonly title: string;
  readonly disabled: boolean;
  readonly children: Choice[];
}

/** Chooses a unit of the organisation tree. */
export function OrgPicker(props: {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (id: string | undefined) => void;
  readonly clearable?: boolean;
}) {
  const orgs = useOrgs();
  return (
    <TreeSelect
      id={props.id}
      aria-label="机构"
      value={props.value}
      onChange={(next?: string) => props.onChange?.(next)}
      treeData={treeOf(orgs.data ?? []).map(choiceOf)}
      treeDefaultExpandAll
      loading={orgs.isLoading}
      allowClear={props.clearable ?? false}
      placeholder="选择机构"
      showSearch={{ treeNodeFilterProp: 'title' }}
      styles={{ popup: { root: { minWidth: 260, maxHeight: 420 } } }}
    />
  );
}

function choiceOf(node: OrgNode): Choice {
  return { value: node.id, title: node.name, disabled: !node.active, children: node.children.map(choiceOf) };
}
