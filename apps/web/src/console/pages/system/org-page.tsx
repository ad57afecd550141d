import { useQueryClient } from '@tanstack/react-query';
import { createOrgUnit, updateOrgUnit } from '@wangjian/server/modules/officers/contract.ts';
import { App, Button, Form, Input, Select, Tag } from 'antd';
import { useState } from 'react';
import { messageOf } from '../../../api/api-error.ts';
import { call } from '../../../api/call.ts';
import { ActionDialog } from '../../record/action-dialog.tsx';
import { PageFrame } from '../../shell/page-frame.tsx';
import { QueryState } from '../../shell/query-state.tsx';
import { RegionPicker } from '../../shell/region-picker.tsx';
import { ORG_LEVEL_NAMES, optionsOf } from '../../words.ts';
import { type Org, type OrgNode, treeOf, useOrgs } from './use-orgs.ts';
import './system.css';

type Dialog =
  | { readonly kind: 'add'; readonly parent: Org }
  | { readonly kind: 'rename'; readonly unit: Org };

/** 机构: the organisation tree of province, city, counties, township offices, sections and other departments. */
export default function OrgPage() {
  const orgs = useOrgs();
  const queries = useQueryClient();
  const { message, modal } = App.useApp();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const again = () => queries.invalidateQueries({ queryKey: ['orgs'] });
  const switchActive = (unit: Org) =>
    modal.confirm({
      title: unit.active ? `停用“${unit.name}”？` : `启用“${unit.name}”？`,
      content: unit.active ? '停用后不能再往这个机构添加账号；原有记录不受影响。' : undefined,
      okText: unit.active ? '停用' : '启用',
      cancelText: '取消',
      onOk: async () => {
        try {
          await call(updateOrgUnit, {
            params: { id: unit.id },
            body: { active: !unit.active, version: unit.version },
          });
        } catch (error) {
          message.error(messageOf(error));
        }
        await again();
      },
    });
  return (
    <PageFrame>
      <div className="panel">
        <QueryState query={orgs}>
          {(units) => (
            <table className="plain-table org-table">
              <thead>
                <tr>
                  <th>机构</th>
                  <th style={{ width: 130 }}>级别</th>
                  <th style={{ width: 140 }}>辖区</th>
                  <th className="right">人数</th>
                  <th style={{ width: 84 }}>状态</th>
                  <th style={{ width: 210 }}>操作</th>
                </tr>
              </thead>
              <tbody>
                {treeOf(units)
                  .flatMap((node) => rowsOf(node, 0))
                  .map(({ node, depth }) => (
                    <tr key={node.id}>
                      <td style={{ paddingLeft: 8 + depth * 24 }}>
                        {depth > 0 && <span className="soft">└ </span>}
                        {node.name}
                      </td>
                      <td>{ORG_LEVEL_NAMES[node.level]}</td>
                      <td>{node.regionName}</td>
                      <td className="right num">{node.officers}</td>
                      <td>{node.active ? <Tag color="green">启用</Tag> : <Tag>停用</Tag>}</td>
                      <td>
                        <Button
                          type="link"
                          size="small"
                          onClick={() => setDialog({ kind: 'add', parent: node })}
                        >
                          新增下级
                        </Button>
                        <Button
                          type="link"
                          size="small"
                          onClick={() => setDialog({ kind: 'rename', unit: node })}
                        >
                          改名
                        </Button>
                        <Button
                          type="link"
                          size="small"
                          danger={node.active}
                          onClick={() => switchActive(node)}
                        >
                          {node.active ? '停用' : '启用'}
                        </Button>
                      </td>
                    </tr>
                  ))}
              </tbody>
            </table>
          )}
        </QueryState>
      </div>
      {dialog?.kind === 'add' && (
        <ActionDialog<{ name: string; level: Org['level']; region: string }>
          title={`在“${dialog.parent.name}”下新增机构`}
          ok="新增"
          initial={{ level: 'section', region: dialog.parent.region }}
          onClose={() => setDialog(null)}
          onSubmit={async (values) => {
            await call(createOrgUnit, { body: { ...values, parentId: dialog.parent.id } });
            await again();
          }}
        >
          <Form.Item
            name="name"
            label="名称"
            rules={[{ required: true, min: 2, message: '请填写名称，至少 2 个字' }]}
          >
            <Input maxLength={60} autoFocus />
          </Form.Item>
          <Form.Item name="level" label="级别">
            <Select options={optionsOf(ORG_LEVEL_NAMES)} />
          </Form.Item>
          <Form.Item name="region" label="辖区" rules={[{ required: true, message: '请选择辖区' }]}>
            <RegionPicker clearable={false} placeholder="选择辖区" />
          </Form.Item>
        </ActionDialog>
      )}
      {dialog?.kind === 'rename' && (
        <ActionDialog<{ name: string }>
          title="修改机构名称"
          ok="保存"
          initial={{ name: dialog.unit.name }}
          onClose={() => setDialog(null)}
          onReload={() => void again()}
          onSubmit={async ({ name }) => {
            await call(updateOrgUnit, {
              params: { id: dialog.unit.id },
              body: { name, version: dialog.unit.version },
            });
            await again();
          }}
        >
          <Form.Item
            name="name"
            label="名称"
            rules={[{ required: true, min: 2, message: '请填写名称，至少 2 个字' }]}
          >
            <Input maxLength={60} autoFocus />
          </Form.Item>
        </ActionDialog>
      )}
    </PageFrame>
  );
}

function rowsOf(node: OrgNode, depth: number): { node: OrgNode; depth: number }[] {
  return [{ node, depth }, ...node.children.flatMap((child) => rowsOf(child, depth + 1))];
}
