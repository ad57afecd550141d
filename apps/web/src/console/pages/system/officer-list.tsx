import { useQueryClient } from '@tanstack/react-query';
import {
  createOfficer,
  listOfficers,
  resetPassword,
  updateOfficer,
} from '@wangjian/server/modules/officers/contract.ts';
import { App, Button, Form, Input, Modal, Typography } from 'antd';
import { useMemo, useState } from 'react';
import { messageOf } from '../../../api/api-error.ts';
import { call } from '../../../api/call.ts';
import type { ListColumn } from '../../list/list-column.ts';
import { ListPage } from '../../list/list-page.tsx';
import { ActionDialog } from '../../record/action-dialog.tsx';
import { PageFrame } from '../../shell/page-frame.tsx';
import { type Account, OFFICER_COLUMNS, OFFICER_FILTERS } from './officer-columns.tsx';
import { OrgPicker } from './org-picker.tsx';
import './system.css';

interface Values {
  readonly login: string;
  readonly name: string;
  readonly post?: string;
  readonly orgId: string;
}

/** 账号: opened, changed, unlocked and disabled by the system administrator; roles are the security administrator's. */
export default function OfficerList() {
  const queries = useQueryClient();
  const { message, modal } = App.useApp();
  const [editing, setEditing] = useState<Account | 'new' | null>(null);
  const [first, setFirst] = useState<{ who: string; login: string; password: string } | null>(null);
  const columns = useMemo<readonly ListColumn<Account>[]>(() => {
    const again = () => queries.invalidateQueries({ queryKey: ['officers'] });
    const reset = (officer: Account) =>
      modal.confirm({
        title: `重置“${officer.name}”的口令？`,
        content: '系统会给出新的初始口令，同时解除锁定；本人登录后必须修改。',
        okText: '重置',
        cancelText: '取消',
        onOk: async () => {
          try {
            const answer = await call(resetPassword, {
              params: { id: officer.id },
              body: { version: officer.version },
            });
            setFirst({ who: officer.name, login: officer.login, password: answer.firstPassword });
          } catch (error) {
            message.error(messageOf(error));
          }
          await again();
        },
      });
    const disable = (officer: Account) => {
      const off = officer.status !== 'disabled';
      modal.confirm({
        title: off ? `停用“${officer.name}”的账号？` : `启用“${officer.name}”的账号？`,
        content: off ? '停用后立即退出登录，不能再登录；办过的记录保留。' : undefined,
        okText: off ? '停用' : '启用',
        cancelText: '取消',
        onOk: async () => {
          try {
            await call(updateOfficer, {
              params: { id: officer.id },
              body: { disabled: off, version: officer.version },
            });
          } catch (error) {
            message.error(messageOf(error));
          }
          await again();
        },
      });
    };
    return [
      ...OFFICER_COLUMNS,
      {
        key: 'actions',
        title: '操作',
        width: 210,
        render: (officer) => (
          <>
            <Button type="link" size="small" onClick={() => setEditing(officer)}>
              修改
            </Button>
            <Button type="link" size="small" onClick={() => reset(officer)}>
              重置口令
            </Button>
            <Button
              type="link"
              size="small"
              danger={officer.status !== 'disabled'}
              onClick={() => disable(officer)}
            >
              {officer.status === 'disabled' ? '启用' : '停用'}
            </Button>
          </>
        ),
      },
    ];
  }, [queries, modal, message]);
  return (
    <PageFrame
      fill
      actions={
        <Button type="primary" onClick={() => setEditing('new')}>
          新增账号
        </Button>
      }
    >
      <ListPage
        list="officers"
        label="账号"
        columns={columns}
        filters={OFFICER_FILTERS}
        keyword="姓名、账号"
        load={(query, signal) => call(listOfficers, { query, signal })}
        onOpen={setEditing}
        empty={<b>还没有账号</b>}
      />
      {editing && (
        <OfficerDialog
          officer={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
          onFirst={setFirst}
        />
      )}
      {first && (
        <Modal
          open
          title="初始口令"
          onOk={() => setFirst(null)}
          onCancel={() => setFirst(null)}
          okText="已转告本人"
          cancelButtonProps={{ hidden: true }}
        >
          <p>
            请把下面的口令当面转告“{first.who}”（账号 {first.login}）。关闭后不再显示，本人首次登录必须修改。
          </p>
          <Typography.Text code copyable className="first-password">
            {first.password}
          </Typography.Text>
        </Modal>
      )}
    </PageFrame>
  );
}

function OfficerDialog(props: {
  readonly officer: Account | null;
  readonly onClose: () => void;
  readonly onFirst: (first: { who: string; login: string; password: string }) => void;
}) {
  const { officer } = props;
  const queries = useQueryClient();
  const { message } = App.useApp();
  const again = () => queries.invalidateQueries({ queryKey: ['officers'] });
  return (
    <ActionDialog<Values>
      title={officer ? `修改账号：${officer.name}` : '新增账号'}
      ok={officer ? '保存' : '新增'}
      initial={
        officer
          ? { login: officer.login, name: officer.name, post: officer.post, orgId: officer.orgId }
          : undefined
      }
      onClose={props.onClose}
      onReload={() => void again()}
      onSubmit={async ({ login, name, post = '', orgId }) => {
        if (officer) {
          await call(updateOfficer, {
            params: { id: officer.id },
            body: { name, post, orgId, version: officer.version },
          });
          message.success('已保存');
        } else {
          const made = await call(createOfficer, { body: { login, name, post, orgId } });
          props.onFirst({ who: name, login, password: made.firstPassword });
        }
        await again();
      }}
    >
      <Form.Item
        name="login"
        label="账号"
        extra={officer ? undefined : '小写字母开头，可用小写字母、数字、点、横线，3–40 个字符；以后不能改'}
        rules={[
          { required: true, message: '请填写账号' },
          { pattern: /^[a-z][a-z0-9._-]{2,39}$/, message: '账号格式不对：小写字母开头，3–40 个字符' },
        ]}
      >
        <Input disabled={officer !== null} maxLength={40} autoFocus={officer === null} autoComplete="off" />
      </Form.Item>
      <Form.Item name="name" label="姓名" rules={[{ required: true, min: 2, message: '请填写姓名' }]}>
        <Input maxLength={30} />
      </Form.Item>
      <Form.Item name="orgId" label="机构" rules={[{ required: true, message: '请选择机构' }]}>
        <OrgPicker />
      </Form.Item>
      <Form.Item name="post" label="职务">
        <Input maxLength={30} />
      </Form.Item>
    </ActionDialog>
  );
}
