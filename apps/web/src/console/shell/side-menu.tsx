import {
  AlertOutlined,
  AuditOutlined,
  BarChartOutlined,
  BookOutlined,
  ClockCircleOutlined,
  DatabaseOutlined,
  FileSearchOutlined,
  FileTextOutlined,
  FlagOutlined,
  FolderOpenOutlined,
  HomeOutlined,
  MenuFoldOutlined,
  MenuUnfoldOutlined,
  MessageOutlined,
  RadarChartOutlined,
  SettingOutlined,
  SwapOutlined,
} from '@ant-design/icons';
import { Link, useLocation } from '@tanstack/react-router';
import { Tooltip } from 'antd';
import { type ReactNode, useState } from 'react';
import { type ConsolePage, MENU_GROUPS, type MenuGroup, PAGES } from '../page-table.ts';
import { useOfficer } from '../session/use-me.ts';
import { pageAt } from './page-at.ts';

const ICONS: Record<MenuGroup, ReactNode> = {
  workbench: <HomeOutlined />,
  registry: <DatabaseOutlined />,
  patrols: <RadarChartOutlined />,
  findings: <FileSearchOutlined />,
  leads: <AlertOutlined />,
  deadlines: <ClockCircleOutlined />,
  inspections: <AuditOutlined />,
  guidance: <MessageOutlined />,
  cases: <FolderOpenOutlined />,
  transfers: <SwapOutlined />,
  reports: <BarChartOutlined />,
  campaigns: <FlagOutlined />,
  documents: <FileTextOutlined />,
  rules: <BookOutlined />,
  system: <SettingOutlined />,
};
const FOLDED_KEY = 'wangjian.menu-folded';

/** The left menu by function: only what the officer may open, the group of the open page marked. */
export function SideMenu() {
  const me = useOfficer();
  const here = pageAt(useLocation().pathname);
  const [folded, setFolded] = useState(() => localStorage.getItem(FOLDED_KEY) === '1');
  const mine = PAGES.filter(
    (page) => page.menu !== undefined && (!page.access || me.permissions.includes(page.access)),
  ).sort((one, other) => (one.menu ?? 0) - (other.menu ?? 0));
  const fold = () => {
    localStorage.setItem(FOLDED_KEY, folded ? '0' : '1');
    setFolded(!folded);
  };
  return (
    <nav className={folded ? 'side-menu folded no-print' : 'side-menu no-print'} aria-label="功能">
      <ul>
        {(Object.keys(MENU_GROUPS) as MenuGroup[]).map((group) => (
          <MenuEntry
            key={group}
            group={group}
            pages={mine.filter((page) => page.group === group)}
            here={here}
            folded={folded}
          />
        ))}
      </ul>
      <button type="button" className="side-menu-fold" onClick={fold} aria-expanded={!folded}>
        {folded ? <MenuUnfoldOutlined aria-label="展开菜单" /> : <MenuFoldOutlined />}
        {!folded && <span>收起菜单</span>}
      </button>
    </nav>
  );
}

function MenuEntry(props: {
  readonly group: MenuGroup;
  readonly pages: readonly ConsolePage[];
  readonly here: ConsolePage | undefined;
  readonly folded: boolean;
}) {
  const { group, pages, here, folded } = props;
  const first = pages[0];
  if (!first) return null;
  const open = here?.group === group;
  const current = open && (pages.length === 1 || folded);
  return (
    <li>
      <Tooltip title={folded ? MENU_GROUPS[group] : undefined} placement="right">
        <Link
          to={first.path}
          className={current ? 'side-menu-item current' : 'side-menu-item'}
          activeProps={{}}
          aria-current={current ? 'page' : undefined}
          aria-label={MENU_GROUPS[group]}
        >
          {ICONS[group]}
          {!folded && <span>{MENU_GROUPS[group]}</span>}
        </Link>
      </Tooltip>
      {pages.length > 1 && !folded && open && (
        <ul>
          {pages.map((page) => {
            // A page that is not in the menu shows below which one it lies.
            const marked = here === page || (here?.menu === undefined && here?.above === page.path);
            return (
              <li key={page.path}>
                <Link
                  to={page.path}
                  className={marked ? 'side-menu-item below current' : 'side-menu-item below'}
                  activeProps={{}}
                  aria-current={marked ? 'page' : undefined}
                >
                  {page.title}
                </Link>
              </li>
            );
          })}
        </ul>
      )}
    </li>
  );
}
