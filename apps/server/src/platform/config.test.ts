import { expect, it } from 'vitest';
import { readConfig } from './config.ts';

const read = (env: Record<string, string>) => readConfig(env, { filesFolder: 'files' });

it('works without any setting', () => {
  expect(read({})).toMatchObject({
    filesFolder: 'files',
    secureCookies: false,
    oidc: null,
    metricsToken: null,
  });
});

it('takes the settings', () => {
  const config = read({
    WANGJIAN_PUBLIC_URL: 'https://wj.example.gov.cn/',
    WANGJIAN_FILES: 'elsewhere',
    WANGJIAN_UPLOAD_MB: '5',
    WANGJIAN_OIDC_ISSUER: 'https://sso.example.gov.cn',
    WANGJIAN_OIDC_CLIENT_ID: 'wj',
  });
  expect(config).toMatchObject({
    publicUrl: 'https://wj.example.gov.cn',
    secureCookies: true,
    filesFolder: 'elsewhere',
    uploadBytes: 5 * 1024 * 1024,
    oidc: { clientId: 'wj', claim: 'preferred_username' },
  });
});

it.each([
  ['WANGJIAN_UPLOAD_MB', 'viel'],
  ['WANGJIAN_PUBLIC_URL', 'wj.example.gov.cn'],
  ['WANGJIAN_LOG_LEVEL', 'loud'],
  ['WANGJIAN_METRICS_TOKEN', 'short'],
  ['WANGJIAN_REGION', '中卫'],
  ['WANGJIAN_TRUST_PROXY', 'everybody'],
  ['WANGJIAN_OIDC_ISSUER', 'https://sso.example.gov.cn'],
])('names %s when it is wrong, in Chinese', (name, value) => {
  let message = '';
  try {
    read({ [name]: value });
  } catch (error) {
    message = (error as Error).message;
  }
  expect(message).toContain(name);
  expect(message).toMatch(/环境变量设置有误/);
});
