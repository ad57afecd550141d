import { Outlet, useLocation } from '@tanstack/react-router';
import { Button, Result } from 'antd';
import { useMemo, useState } from 'react';
import { ApiError, messageOf } from '../../api/api-error.ts';
import { useMe } from '../session/use-me.ts';
import { NoAccess } from './no-access.tsx';
import { pageAt } from './page-at.ts';
import { PageLoading } from './page-loading.tsx';
import './shell.css';
import { SideMenu } from './side-menu.tsx';
import { ToSignIn } from './to-sign-in.tsx';
import { TopBar } from './top-bar.tsx';
import { ScopeContext } from './use-scope.ts';

const SCOPE_KEY = 'wangjian.scope';

/** The frame of every page after sign-in: top bar, left menu, and the page itself if the officer may see it. */
export function Shell() {
  const me = useMe();
  const location = useLocation();
  const [region, setRegion] = useState(() => sessionStorage.getItem(SCOPE_KEY));
  const scope = useMemo(
    () => ({
      region,
      choose: (next: string | null) => {
        if (next) sessionStorage.setItem(SCOPE_KEY, next);
        else sessionStorage.removeItem(SCOPE_KEY);
        setRegion(next);
      },
    }),
    [region],
  );
  if (me.isPending) return <PageLoading />;
  if (me.error instanceof ApiError && me.error.code === 'unauthenticated') {
    return <ToSignIn />;
  }
  if (!me.data) {
    return (
      <Result
        status="warning"
        title="没有打开网鉴"
        subTitle={messageOf(me.error)}
        extra={
          <Button type="primary" onClick={() => me.refetch()}>
            重试
          </Button>
        }
      />
    );
  }
  if (me.data.mustChangePassword) return <ToSignIn />;
  const page = pageAt(location.pathname);
  const allowed = !page?.access || me.data.permissions.includes(page.access);
  return (
    <ScopeContext value={scope}>
      <a className="skip-link" href="#page">
        跳到正文
      </a>
      <div className="shell">
        <TopBar />
        <SideMenu />
        <main id="page" className="shell-page" tabIndex={-1}>
          {allowed ? <Outlet /> : <NoAccess />}
        </main>
      </div>
    </ScopeContext>
  );
}
