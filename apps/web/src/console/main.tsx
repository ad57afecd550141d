import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { App as AntApp, ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiError } from '../api/api-error.ts';
import { whenSessionEnds } from '../api/session.ts';
import '../ui/base.css';
import './record/record.css';
import { theme } from '../ui/theme.ts';
import { registerWorker } from './offline/register-worker.ts';
import { createConsoleRouter } from './router.tsx';
import { forgetOfficer } from './session/use-me.ts';

dayjs.locale('zh-cn');

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (count, error) => error instanceof ApiError && error.code === 'offline' && count < 2,
      refetchOnWindowFocus: true,
      // A page says that there is no network, instead of waiting without a word until there is.
      networkMode: 'always',
    },
    mutations: { retry: false, networkMode: 'always' },
  },
});
const router = createConsoleRouter();

// A lost session keeps the page that was open, so that signing in again leads back to it.
whenSessionEnds(() => {
  const { pathname, href } = router.state.location;
  if (pathname === '/sign-in') return;
  forgetOfficer(queries);
  void router.navigate({ to: '/sign-in', search: { back: href } });
});

registerWorker();

const root = document.getElementById('root');
if (!root) throw new Error('页面不完整：缺少 #root');
createRoot(root).render(
  <StrictMode>
    <ConfigProvider locale={zhCN} theme={theme} componentSize="middle" button={{ autoInsertSpace: false }}>
      <AntApp component={false} message={{ maxCount: 3 }}>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </AntApp>
    </ConfigProvider>
  </StrictMode>,
);
