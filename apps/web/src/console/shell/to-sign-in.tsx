import { useNavigate, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { PageLoading } from './page-loading.tsx';

/** Leads to the log-in page, once, keeping the page that was asked for. */
export function ToSignIn() {
  const navigate = useNavigate();
  const router = useRouter();
  useEffect(() => {
    void navigate({ to: '/sign-in', search: { back: router.state.location.href }, replace: true });
  }, [navigate, router]);
  return <PageLoading />;
}
