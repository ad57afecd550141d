import {
  addGroup,
  type CampaignDetail,
  editGroup,
  type Supervision,
} from '@wangjian/server/modules/campaigns/contract.ts';
import { Form, Input, Select } from 'antd';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import { oneTimeKey } from '../../one-time-key.ts';
import { ActionDialog } from '../../record/action-dialog.tsx';
import { visitable } from './visitable.ts';

type Group = Supervision['groups'][number];

interface DialogProps {
  readonly campaign: CampaignDetail;
  readonly onDone: () => void;
  readonly onClose: () => void;
}
interface GroupValues {
  readonly name: string;
  readonly leader: string;
  readonly members: string[];
  readonly orgIds: string[];
}
const filled = (message: string) => [{ required: true, message }];

/** 成立、调整督查组: its name, leader, members, and the units that it visits. */
export function GroupDialog({
  campaign,
  group,
  onDone,
  onClose,
}: DialogProps & { readonly group: Group | undefined }) {
  const [key] = useState(oneTimeKey);
  const taking = new Set(visitable(campaign).map(({ orgId }) => orgId));
  return (
    <ActionDialog<GroupValues>
      title={group ? `调整${group.name}` : '成立督查组'}
      ok={group ? '保存' : '成立'}
      initial={
        group
          ? {
              name: group.name,
              leader: group.leader,
              members: group.members,
              // A unit that the plan no longer has is no longer visited either.
              orgIds: group.orgIds.filter((id) => taking.has(id)),
            }
          : { name: '第一督查组' }
      }
      onReload={onDone}
      onClose={onClose}
      onSubmit={async (values) => {
        const params = { id: campaign.id };
        if (group)
          await call(editGroup, {
            params: { ...params, groupId: group.id },
            body: { ...values, version: group.version },
          });
        else await call(addGroup, { params, body: { ...values, key } });
        onDone();
      }}
    >
      <Form.Item name="name" label="名称" rules={filled('请填写名称')}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="leader" label="组长" rules={filled('请填写组长')}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="members" label="成员（输入后回车）" rules={filled('请填写成员')}>
        <Select mode="tags" tokenSeparators={['、', '，', ',']} open={false} />
      </Form.Item>
      <Form.Item name="orgIds" label="督查单位" rules={filled('请选择单位')}>
        <Select
          mode="multiple"
          optionFilterProp="label"
          options={visitable(campaign).map(({ orgId, name }) => ({ value: orgId, label: name }))}
        />
      </Form.Item>
    </ActionDialog>
  );
}

/** 撤销督查组: what it found at the units stays. */
export function DissolveDialog({
  campaign,
  group,
  onDone,
  onClose,
}: DialogProps & { readonly group: Group }) {
  return (
    <ActionDialog
      title={`撤销${group.name}`}
      ok="撤销"
      danger
      onReload={onDone}
      onClose={onClose}
      onSubmit={async () => {
        const { name, leader, members, orgIds, version } = group;
        await call(editGroup, {
          params: { id: campaign.id, groupId: group.id },
          body: { name, leader, members, orgIds, version, removed: true },
        });
        onDone();
      }}
    >
      <p className="soft">撤销后不能再以该组名义记录督查；已有的督查记录和整改要求不变。</p>
    </ActionDialog>
  );
}
