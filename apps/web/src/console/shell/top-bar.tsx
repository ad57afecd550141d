import { DownOutlined, KeyOutlined, LogoutOutlined, UserOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { signOut } from '@wangjian/server/modules/officers/contract.ts';
import { App, Badge, Dropdown } from 'antd';
import { useState } from 'react';
import { messageOf } from '../../api/api-error.ts';
import { call } from '../../api/call.ts';
import logo from '../../ui/logo.svg';
import { Bell } from '../inbox/bell.tsx';
import { unsentOf } from '../offline/field-db.ts';
import { rememberOfficer, useOfficer } from '../session/use-me.ts';
import { PasswordDialog } from '../sign-in/password-dialog.tsx';
import { workbenchQuery } from '../workbench-query.ts';
import { RegionPicker } from './region-picker.tsx';
import { useRegions, useScope } from './use-scope.ts';

const DEMO_HINT =
  '单位、人员、网店和记录都是虚构的。首次启动后的几分钟里，过去一年的办理记录还在逐月补录，期限和统计会随之变化。';

/** System name and bureau, jurisdiction switch, to-do count and the officer's own menu. */
export function TopBar() {
  const me = useOfficer();
  const scope = useScope();
  const regions = useRegions();
  const { message, modal } = App.useApp();
  const [changing, setChanging] = useState(false);
  const workbench = useQuery(workbenchQuery(scope.region));
  const waiting = (workbench.data?.counts ?? [])
    .filter((count) => count.tone === 'attention')
    .reduce((sum, count) => sum + count.value, 0);

  const leave = async () => {
    const left = await unsentOf(me.id);
    if (left > 0) {
      const sure = await modal.confirm({
        title: `本机还有 ${left} 项检查内容没有同步，要退出吗？`,
        content: '内容不会丢失，但要由您本人在这台设备上再次登录才能同步。',
        okText: '退出',
        cancelText: '先同步',
      });
      if (!sure) return;
    }
    try {
      await call(signOut, {});
    } catch (error) {
      message.error(messageOf(error));
      return;
    }
    rememberOfficer(null);
    // A whole new page, so that nothing that this officer read stays in memory.
    window.location.assign('/sign-in');
  };
  return (
    <header className="top-bar no-print">
      <Link to="/" className="top-bar-name" aria-label="网鉴，回工作台">
        <img src={logo} alt="" width={26} height={26} />
        <b>网鉴</b>
        <span className="top-bar-system">网络市场监管</span>
      </Link>
      <span className="top-bar-bureau clip">{me.bureauName}</span>
      {me.demo && (
        <span className="top-bar-demo" title={DEMO_HINT}>
          演示数据
        </span>
      )}
      <span className="top-bar-gap" />
      {(regions.data?.length ?? 0) > 1 && (
        <RegionPicker
          className="top-bar-region"
          label="切换管辖区域"
          placeholder={`全部（${me.regionName}）`}
          value={scope.region}
          onChange={(region) => scope.choose(region ?? null)}
        />
      )}
      <Link to="/" className="top-bar-link" title={`待办 ${waiting} 项`}>
        待办
        <Badge count={waiting} overflowCount={9999} showZero color={waiting > 0 ? '#c2541b' : '#5b7683'} />
      </Link>
      <Bell />
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'who', label: `${me.orgName} · ${me.post || '未填职务'}`, disabled: true },
            { type: 'divider' },
            { key: 'password', icon: <KeyOutlined />, label: '修改口令' },
            { key: 'leave', icon: <LogoutOutlined />, label: '退出登录' },
          ],
          onClick: ({ key }) => {
            if (key === 'password') setChanging(true);
            if (key === 'leave') void leave();
          },
        }}
      >
        <button type="button" className="top-bar-link">
          <UserOutlined /> {me.name} <DownOutlined className="top-bar-caret" />
        </button>
      </Dropdown>
      {changing && <PasswordDialog onClose={() => setChanging(false)} />}
    </header>
  );
}
