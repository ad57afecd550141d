import { AppError } from '@wangjian/core/errors.ts';
import type { FastifyRequest } from 'fastify';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import { z } from 'zod';
import type { Config } from '../../platform/config.ts';
import { type Answered, redirect } from '../../platform/http/answered.ts';
import type { RouteContext } from '../../platform/http/route.ts';
import { setSessionCookie } from '../../platform/http/session.ts';
import { type AuditNote, useCase } from '../../platform/use-case.ts';
import { findOfficerByLogin } from './officer-store.ts';
import { type Attempt, admit, signInNote } from './sign-in.ts';

type Oidc = NonNullable<Config['oidc']>;

/** What must come back from the provider unchanged; kept by the browser in an http-only cookie for ten minutes. */
const Pending = z.object({ state: z.string(), nonce: z.string(), verifier: z.string() });
const PENDING_COOKIE = 'wangjian_oidc';
const PENDING_PATH = '/api/oidc';

const signInByClaim = useCase({
  action: 'session.sign-in-oidc',
  title: '单点登录',
  permission: 'public',
  scope: 'everything',
  input: z.object({ login: z.string(), issuer: z.string() }),
  async run(context, { login, issuer }): Promise<{ result: Attempt; audit: AuditNote }> {
    const officer = await findOfficerByLogin(context.tx, login);
    const after = { login, issuer };
    if (!officer || officer.disabled) {
      const why = officer ? '账号已停用' : '统一身份没有对应的账号';
      const audit = await signInNote(context.tx, officer, { why, outcome: 'refused', after });
      return { result: { ok: false, error: 'wrong' }, audit };
    }
    return {
      result: await admit(context, officer, 'oidc'),
      audit: await signInNote(context.tx, officer, { after }),
    };
  },
});

const discovered = new Map<string, Promise<Configuration>>();

/** The provider's metadata, fetched once; a failed try is forgotten, so that the next one tries again. */
async function provider(oidc: Oidc): Promise<Configuration> {
  const key = `${oidc.issuer} ${oidc.clientId}`;
  let configuration = discovered.get(key);
  if (!configuration) {
    // Plain http only where the administrator wrote it so: a provider on the same machine or in a test.
    const execute = oidc.issuer.startsWith('http:') ? [allowInsecureRequests] : [];
    configuration = discovery(
      new URL(oidc.issuer),
      oidc.clientId,
      oidc.clientSecret ?? undefined,
      undefined,
      {
        execute,
      },
    );
    discovered.set(key, configuration);
    configuration.catch(() => discovered.delete(key));
  }
  try {
    return await configuration;
  } catch (cause) {
    throw new AppError('unavailable', '统一身份认证服务暂时无法连接，请稍后再试或使用口令登录', { cause });
  }
}

function settings({ kernel }: RouteContext): Oidc {
  if (kernel.config.oidc) return kernel.config.oidc;
  throw new AppError('not_found', '没有启用单点登录');
}

/** Where officers see us: the address set by the administrator, else the one that the browser used. */
function ownAddress(config: Config, request: FastifyRequest): string {
  return config.publicUrl ?? `${request.protocol}://${request.host}`;
}

/** Sends the browser to the provider: code flow with PKCE, state and nonce. */
export async function startOidc(context: RouteContext): Promise<Answered> {
  const { reply, request, kernel } = context;
  const configuration = await provider(settings(context));
  const pending = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
  const address = buildAuthorizationUrl(configuration, {
    redirect_uri: `${ownAddress(kernel.config, request)}/api/oidc/callback`,
    scope: 'openid profile',
    state: pending.state,
    nonce: pending.nonce,
    code_challenge: await calculatePKCECodeChallenge(pending.verifier),
    code_challenge_method: 'S256',
  });
  reply.setCookie(PENDING_COOKIE, Buffer.from(JSON.stringify(pending)).toString('base64url'), {
    path: PENDING_PATH,
    httpOnly: true,
    sameSite: 'lax',
    secure: kernel.config.secureCookies,
    maxAge: 600,
  });
  return redirect(reply, address.href);
}

/** Takes the browser back from the provider; what goes wrong ends on the sign-in page, with a word for it. */
export async function finishOidc(context: RouteContext): Promise<Answered> {
  const { reply, request, kernel, run } = context;
  const oidc = settings(context);
  const pending = pendingOf(request.cookies[PENDING_COOKIE]);
  reply.clearCookie(PENDING_COOKIE, { path: PENDING_PATH });
  if (!pending) return redirect(reply, '/sign-in?problem=oidc-expired');
  let login: string | undefined;
  try {
    const configuration = await provider(oidc);
    const here = new URL(request.url, ownAddress(kernel.config, request));
    const tokens = await authorizationCodeGrant(configuration, here, {
      pkceCodeVerifier: pending.verifier,
      expectedState: pending.state,
      expectedNonce: pending.nonce,
      idTokenExpected: true,
    });
    const claim = tokens.claims()?.[oidc.claim];
    login = typeof claim === 'string' && claim !== '' ? claim : undefined;
  } catch (error) {
    request.log.warn({ err: error }, 'OIDC sign-in failed');
    return redirect(reply, '/sign-in?problem=oidc-failed');
  }
  if (login === undefined) return redirect(reply, '/sign-in?problem=oidc-no-claim');
  const attempt = await run(signInByClaim, { login, issuer: oidc.issuer });
  if (!attempt.ok) return redirect(reply, '/sign-in?problem=oidc-no-account');
  setSessionCookie(reply, attempt.session.token, kernel.config);
  return redirect(reply, '/');
}

function pendingOf(cookie: string | undefined): z.infer<typeof Pending> | undefined {
  if (cookie === undefined) return undefined;
  try {
    return Pending.safeParse(JSON.parse(Buffer.from(cookie, 'base64url').toString('utf8'))).data;
  } catch {
    return undefined; // Not ours, or cut short: the same as none.
  }
}
