import { AppError } from '@wangjian/core/errors.ts';
import { z } from 'zod';
import { type Route, type RouteContext, route } from '../../platform/http/route.ts';
import { sendTable } from '../../platform/http/send-table.ts';
import { clearSessionCookie, SESSION_COOKIE, setSessionCookie } from '../../platform/http/session.ts';
import { readCase } from '../../platform/use-case.ts';
import { auditCheck, auditExport, auditList, ownSignIns } from './audit-log.ts';
import * as contract from './contract.ts';
import { meOf } from './me.ts';
import { officerList } from './officer-views.ts';
import { addOfficer, changeOfficer, renewPassword } from './officers.ts';
import { finishOidc, startOidc } from './oidc.ts';
import { addOrgUnit, changeOrgUnit, orgTree } from './org-units.ts';
import { grant, roleList, writeRole } from './roles.ts';
import { admitted, endSession, replacePassword, trySignIn } from './sign-in.ts';
import { changePolicy, readPolicy } from './sign-in-policy.ts';
import { tables } from './tables.ts';

const readMe = readCase({
  action: 'session.me',
  title: '查看当前登录人',
  permission: 'session',
  scope: 'everything',
  input: z.object({ csrf: z.string(), mustChangePassword: z.boolean() }),
  async run({ tx, actor, regions }, session) {
    return { result: await meOf(tx, regions, actor.id, session), audit: 'plain' };
  },
});

const readMethods = readCase({
  action: 'session.methods',
  title: '查看登录方式',
  permission: 'public',
  input: z.undefined(),
  run: async ({ tx }) => ({
    result: await tables(tx)
      .selectFrom('demo_accounts')
      .select(['login', 'password', 'who'])
      .orderBy('place')
      .execute(),
    audit: 'plain',
  }),
});

const sessionRoutes: readonly Route[] = [
  route(
    contract.signIn,
    async ({ body, run, reply, kernel }) => {
      const { session, me } = admitted(await run(trySignIn, body));
      setSessionCookie(reply, session.token, kernel.config);
      return me;
    },
    { perMinute: 60, bodyLimit: 16 * 1024 },
  ),
  route(contract.whoAmI, ({ session, run }) =>
    run(readMe, { csrf: session!.csrf, mustChangePassword: session!.restriction !== undefined }),
  ),
  route(contract.signOut, async (context) => {
    await context.run(endSession, { token: tokenOf(context) });
    clearSessionCookie(context.reply);
    return { ok: true as const };
  }),
  route(
    contract.changePassword,
    async ({ body, run, reply, kernel }) => {
      const attempt = await run(replacePassword, body);
      if (!attempt.ok) {
        const problems = [{ path: 'current', message: '原口令错误' }];
        throw new AppError('invalid_input', '原口令错误', { problems });
      }
      setSessionCookie(reply, attempt.session.token, kernel.config);
      return attempt.me;
    },
    { perMinute: 10, bodyLimit: 16 * 1024 },
  ),
  route(contract.signInMethods, async ({ run, kernel }) => ({
    password: true as const,
    ...(kernel.config.oidc ? { oidc: { label: kernel.config.oidc.label } } : {}),
    systemName: kernel.config.systemName,
    demoAccounts: await run(readMethods, undefined),
  })),
  route(contract.oidcStart, startOidc, { perMinute: 60 }),
  route(contract.oidcCallback, finishOidc, { perMinute: 60 }),
  route(contract.mySignIns, ({ run }) => run(ownSignIns, undefined)),
];

function tokenOf({ request }: Pick<RouteContext, 'request'>): string {
  return request.cookies[SESSION_COOKIE] ?? '';
}

/** Every route of the officers module. */
export const routes: readonly Route[] = [
  ...sessionRoutes,
  route(contract.listOrgUnits, ({ run }) => run(orgTree, undefined)),
  route(contract.createOrgUnit, ({ body, run }) => run(addOrgUnit, body)),
  route(contract.updateOrgUnit, ({ params, body, run }) => run(changeOrgUnit, { ...params, ...body })),
  route(contract.listOfficers, ({ query, run }) => run(officerList, query)),
  route(contract.createOfficer, ({ body, run }) => run(addOfficer, body)),
  route(contract.updateOfficer, ({ params, body, run }) => run(changeOfficer, { ...params, ...body })),
  route(contract.resetPassword, ({ params, body, run }) => run(renewPassword, { ...params, ...body })),
  route(contract.grantRoles, ({ params, body, run }) => run(grant, { ...params, ...body })),
  route(contract.listRoles, ({ run }) => run(roleList, undefined)),
  route(contract.saveRole, ({ params, body, run }) => run(writeRole, { ...params, ...body })),
  route(contract.getSignInPolicy, ({ run }) => run(readPolicy, undefined)),
  route(contract.saveSignInPolicy, ({ body, run }) => run(changePolicy, body)),
  route(contract.listAudit, ({ query, run }) => run(auditList, query)),
  route(contract.verifyAudit, ({ run }) => run(auditCheck, undefined)),
  route(contract.exportAudit, async ({ query, run, reply, kernel }) =>
    sendTable(reply, await run(auditExport, query), kernel.clock),
  ),
];
