import { useQuery, useQueryClient } from '@tanstack/react-query';
import { PERMISSIONS, type Permission } from '@wangjian/core/permissions.ts';
import { listRoles, type Role, saveRole } from '@wangjian/server/modules/officers/contract.ts';
import { App, Button, Checkbox, Form, Input, Tag } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import { call } from '../../../api/call.ts';
import { oneTimeKey } from '../../one-time-key.ts';
import { ActionDialog } from '../../record/action-dialog.tsx';
import { PageFrame } from '../../shell/page-frame.tsx';
import { QueryState } from '../../shell/query-state.tsx';
import './system.css';

type RoleData = z.output<typeof Role>;
const ALL = Object.entries(PERMISSIONS) as [Permission, string][];

/** 角色: sets of permissions; the built-in ones are fixed, a bureau adds its own. */
export default function RolePage() {
  const roles = useQuery({
    queryKey: ['roles'],
    queryFn: async ({ signal }) => (await call(listRoles, { signal })).items,
  });
  const [editing, setEditing] = useState<RoleData | 'new' | null>(null);
  return (
    <PageFrame
      actions={
        <Button type="primary" onClick={() => setEditing('new')}>
          新增角色
        </Button>
      }
    >
      <div className="panel">
        <QueryState query={roles}>
          {(items) => (
            <table className="plain-table wordy">
              <thead>
                <tr>
                  <th style={{ width: 150 }}>角色</th>
                  <th style={{ width: 90 }}>类型</th>
                  <th>权限</th>
                  <th style={{ width: 80 }}>操作</th>
                </tr>
              </thead>
              <tbody>
                {items.map((role) => (
                  <tr key={role.id}>
                    <td>
                      <b>{role.name}</b>
                    </td>
                    <td>{role.builtIn ? <Tag>内置</Tag> : <Tag color="blue">自定</Tag>}</td>
                    <td>{role.permissions.map((one) => PERMISSIONS[one]).join('、')}</td>
                    <td>
                      {!role.builtIn && (
                        <Button type="link" size="small" onClick={() => setEditing(role)}>
                          修改
                        </Button>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </QueryState>
      </div>
      {editing && <RoleDialog role={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </PageFrame>
  );
}

function RoleDialog({ role, onClose }: { role: RoleData | null; onClose: () => void }) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [id] = useState(() => role?.id ?? `role-${oneTimeKey().slice(0, 12)}`);
  const again = () => queries.invalidateQueries({ queryKey: ['roles'] });
  return (
    <ActionDialog<{ name: string; permissions: Permission[] }>
      title={role ? `修改角色：${role.name}` : '新增角色'}
      ok="保存"
      width={640}
      initial={role ? { name: role.name, permissions: [...role.permissions] } : { permissions: [] }}
      onClose={onClose}
      onReload={() => void again()}
      onSubmit={async (values) => {
        await call(saveRole, { params: { id }, body: { ...values, version: role?.version } });
        message.success('已保存');
        await again();
      }}
    >
      <Form.Item
        name="name"
        label="名称"
        rules={[{ required: true, min: 2, message: '请填写名称，至少 2 个字' }]}
      >
        <Input maxLength={30} autoFocus />
      </Form.Item>
      <Form.Item
        name="permissions"
        label="权限"
        rules={[{ required: true, type: 'array', min: 1, message: '至少选择一项权限' }]}
      >
        <Checkbox.Group
          className="permission-grid"
          options={ALL.map(([value, label]) => ({ value, label }))}
        />
      </Form.Item>
    </ActionDialog>
  );
}
