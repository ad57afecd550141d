import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type Me, signIn, signInMethods } from '@wangjian/server/modules/officers/contract.ts';
import { Alert, Button, Divider, Form, Input, type InputRef } from 'antd';
import { useEffect, useRef } from 'react';
import { messageOf } from '../../api/api-error.ts';
import { call } from '../../api/call.ts';
import logo from '../../ui/logo.svg';
import { officerSignedIn, useMe } from '../session/use-me.ts';
import { PasswordForm } from './password-form.tsx';
import './sign-in.css';

interface Entry {
  readonly login: string;
  readonly password: string;
}

/** What single sign-on came back with (see modules/officers/oidc.ts). */
const OIDC_PROBLEMS: Readonly<Record<string, string>> = {
  'oidc-expired': '单点登录已超时，请重新点击单点登录',
  'oidc-failed': '单点登录没有成功，请重试；多次失败请联系系统管理员',
  'oidc-no-claim': '统一身份认证没有给出登录名，请联系系统管理员',
  'oidc-no-account': '您的统一身份在本系统没有可用的账号，请联系系统管理员',
};

/** Log-in, with the demo's accounts to fill in by one click, and the forced change of a first password. */
export function SignInPage() {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { back, problem } = useSearch({ strict: false }) as { back?: string; problem?: string };
  const methods = useQuery({
    queryKey: ['sign-in-methods'],
    queryFn: ({ signal }) => call(signInMethods, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const me = useMe();
  const entered = me.data;
  const enter = (officer: Me) => officerSignedIn(queries, officer);
  const ready = me.isSuccess && entered !== undefined && !entered.mustChangePassword;
  useEffect(() => {
    if (ready)
      void navigate({ href: back?.startsWith('/') && !back.startsWith('//') ? back : '/', replace: true });
  }, [ready, back, navigate]);
  useEffect(() => {
    document.title = '登录 · 网鉴';
  }, []);
  return (
    <div className="sign-in">
      <section className="sign-in-words">
        <h1>
          <img src={logo} alt="" width={48} height={48} />
          网鉴
        </h1>
        <p>{methods.data?.systemName ?? '网络市场监管'}</p>
        <p>主体库、网络监测、发现甄别、电子证据、线索，一处办理。</p>
        <p>每一条线索都写明：哪一句话、哪个词、依据哪一条法律、证据存在哪里。</p>
      </section>
      <main className="sign-in-card">
        {entered?.mustChangePassword ? (
          <>
            <h2>请先修改初始口令</h2>
            <p className="soft">{entered.name}，您使用的是初始口令，修改后才能进入系统。</p>
            <PasswordForm onDone={enter} />
          </>
        ) : (
          <EntryForm
            methods={methods.data}
            problem={methods.error ? messageOf(methods.error) : (OIDC_PROBLEMS[problem ?? ''] ?? null)}
            lost={back !== undefined}
            onEnter={enter}
          />
        )}
      </main>
    </div>
  );
}

function EntryForm(props: {
  readonly methods:
    | { oidc?: { label: string }; demoAccounts: readonly (Entry & { who: string })[] }
    | undefined;
  readonly problem: string | null;
  readonly lost: boolean;
  readonly onEnter: (me: Me) => void;
}) {
  const [form] = Form.useForm<Entry>();
  const login = useRef<InputRef>(null);
  const submit = useMutation({
    mutationFn: (body: Entry) => call(signIn, { body }),
    onSuccess: props.onEnter,
  });
  useEffect(() => login.current?.focus(), []);
  const accounts = props.methods?.demoAccounts ?? [];
  return (
    <>
      <h2>登录</h2>
      {submit.error || props.problem ? (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={submit.error ? messageOf(submit.error) : props.problem}
          style={{ marginBottom: 16 }}
        />
      ) : (
        props.lost && (
          <Alert type="info" showIcon title="登录后会回到刚才的页面。" style={{ marginBottom: 16 }} />
        )
      )}
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(entry) => submit.mutate(entry)}>
        <Form.Item name="login" label="账号" rules={[{ required: true, message: '请填写账号' }]}>
          <Input ref={login} autoComplete="username" size="large" maxLength={60} />
        </Form.Item>
        <Form.Item name="password" label="口令" rules={[{ required: true, message: '请填写口令' }]}>
          <Input.Password autoComplete="current-password" size="large" maxLength={128} />
        </Form.Item>
        <Button type="primary" htmlType="submit" size="large" block loading={submit.isPending}>
          登录
        </Button>
      </Form>
      {props.methods?.oidc && (
        <Button size="large" block href="/api/oidc/start" style={{ marginTop: 12 }}>
          {props.methods.oidc.label}
        </Button>
      )}
      {accounts.length > 0 && (
        <>
          <Divider plain>演示账号，点一下填入</Divider>
          <div className="sign-in-demo">
            {accounts.map((account) => (
              <button
                type="button"
                key={account.login}
                title={`${account.who}，账号 ${account.login}`}
                onClick={() => {
                  form.setFieldsValue({ login: account.login, password: account.password });
                  submit.reset();
                }}
              >
                {account.who}
              </button>
            ))}
          </div>
        </>
      )}
    </>
  );
}
