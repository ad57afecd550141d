import { useQuery, useQueryClient } from '@tanstack/react-query';
import { grantRoles, listOfficers, listRoles } from '@wangjian/server/modules/officers/contract.ts';
import { App, Button, Form, Input, Select } from 'antd';
import { useMemo, useState } from 'react';
import { call } from '../../../api/call.ts';
import type { ListColumn } from '../../list/list-column.ts';
import { ListPage } from '../../list/list-page.tsx';
import { ActionDialog } from '../../record/action-dialog.tsx';
import { PageFrame } from '../../shell/page-frame.tsx';
import { RegionPicker } from '../../shell/region-picker.tsx';
import { type Account, OFFICER_COLUMNS, OFFICER_FILTERS } from './officer-columns.tsx';
import './system.css';

interface Values {
  readonly grants: { role: string; region: string }[];
  readonly reason: string;
}

/** 授权: which roles an officer has, and for which regions; the security administrator's page. */
export default function GrantList() {
  const [granting, setGranting] = useState<Account | null>(null);
  const columns = useMemo<readonly ListColumn<Account>[]>(
    () => [
      ...OFFICER_COLUMNS,
      {
        key: 'actions',
        title: '操作',
        width: 90,
        render: (officer) => (
          <Button type="link" size="small" onClick={() => setGranting(officer)}>
            授权
          </Button>
        ),
      },
    ],
    [],
  );
  return (
    <PageFrame fill>
      <ListPage
        list="officers"
        scope="grants"
        label="账号授权"
        columns={columns}
        filters={OFFICER_FILTERS}
        keyword="姓名、账号"
        load={(query, signal) => call(listOfficers, { query, signal })}
        onOpen={setGranting}
        empty={<b>还没有账号，请系统管理员先新增</b>}
      />
      {granting && <GrantDialog officer={granting} onClose={() => setGranting(null)} />}
    </PageFrame>
  );
}

function GrantDialog({ officer, onClose }: { officer: Account; onClose: () => void }) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const roles = useQuery({
    queryKey: ['roles'],
    queryFn: async ({ signal }) => (await call(listRoles, { signal })).items,
  });
  return (
    <ActionDialog<Values>
      title={`授权：${officer.name}（${officer.orgName}）`}
      ok="保存"
      width={620}
      initial={{ grants: officer.roles.map(({ role, region }) => ({ role, region })) }}
      onClose={onClose}
      onReload={() => void queries.invalidateQueries({ queryKey: ['officers'] })}
      onSubmit={async ({ grants = [], reason }) => {
        await call(grantRoles, {
          params: { id: officer.id },
          body: { grants, reason, version: officer.version },
        });
        message.success('已保存授权');
        await queries.invalidateQueries({ queryKey: ['officers'] });
      }}
    >
      <p className="soft">
        一个角色配一个辖区，管到该辖区及其下级。系统、安全、审计三种管理员不能由同一人兼任，也不能兼业务角色。
      </p>
      <Form.List name="grants">
        {(fields, { add, remove }) => (
          <>
            {fields.map((field) => (
              <div key={field.key} className="grant-row">
                <Form.Item name={[field.name, 'role']} rules={[{ required: true, message: '请选择角色' }]}>
                  <Select
                    aria-label="角色"
                    placeholder="角色"
                    options={(roles.data ?? []).map((role) => ({ value: role.id, label: role.name }))}
                  />
                </Form.Item>
                <Form.Item name={[field.name, 'region']} rules={[{ required: true, message: '请选择辖区' }]}>
                  <RegionPicker clearable={false} placeholder="辖区" />
                </Form.Item>
                <Button onClick={() => remove(field.name)}>去掉</Button>
              </div>
            ))}
            <Button
              block
              type="dashed"
              onClick={() => add({ region: officer.region })}
              style={{ marginBottom: 16 }}
            >
              加一个角色
            </Button>
          </>
        )}
      </Form.List>
      <Form.Item
        name="reason"
        label="授权理由"
        rules={[{ required: true, min: 2, message: '请写明理由，至少 2 个字' }]}
      >
        <Input maxLength={200} />
      </Form.Item>
    </ActionDialog>
  );
}
