import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

/** What our side is told of the provider. */
const CLIENT_ID = 'wangjian';
const CLIENT_SECRET = 'a-secret-of-some-length';

/** A real OpenID provider on loopback that signs in whoever `letIn` named last, without asking. */
export interface TestOidcProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  letIn(account: string): void;
  /** Starts to answer; sign-ins come back to the platform at this address. */
  serve(platform: string): void;
  close(): Promise<void>;
}

/** Opens the provider's port; it answers once `serve` has told it where the platform is. */
export async function testOidcProvider(): Promise<TestOidcProvider> {
  let handle: RequestListener = (_, response) => response.writeHead(503).end();
  let account = '';
  const server = createServer((request, response) => handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    issuer,
    clientId: CLIENT_ID,
    clientSecret: CLIENT_SECRET,
    letIn: (who) => {
      account = who;
    },
    serve: (platform) => {
      const provider = new Provider(issuer, configuration(platform));
      const callback = provider.callback();
      handle = (request, response) => {
        if (request.url?.startsWith('/interaction/')) void interact(provider, account, request, response);
        else callback(request, response);
      };
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function configuration(platform: string) {
  return {
    clients: [
      {
        client_id: CLIENT_ID,
        client_secret: CLIENT_SECRET,
        redirect_uris: [`${platform}/api/oidc/callback`],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    pkce: { required: () => true },
    cookies: { keys: ['test'] },
    features: { devInteractions: { enabled: false } },
    findAccount: (_: unknown, id: string) => ({ accountId: id, claims: async () => ({ sub: id }) }),
    interactions: { url: (_: unknown, interaction: { uid: string }) => `/interaction/${interaction.uid}` },
  };
}

/** Signs `account` in and consents. */
async function interact(
  provider: Provider,
  account: string,
  ...[request, response]: Parameters<ReturnType<Provider['callback']>>
) {
  const { prompt, params, session } = await provider.interactionDetails(request, response);
  if (prompt.name === 'login') {
    await provider.interactionFinished(request, response, { login: { accountId: account } });
    return;
  }
  const grant = new provider.Grant({ accountId: session!.accountId, clientId: params.client_id });
  grant.addOIDCScope('openid profile');
  const grantId = await grant.save();
  await provider.interactionFinished(
    request,
    response,
    { consent: { grantId } },
    { mergeWithLastSubmission: true },
  );
}
