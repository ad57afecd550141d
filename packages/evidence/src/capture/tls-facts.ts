import { createHash } from 'node:crypto';
import type { CDPSession, Page, Response } from 'playwright-core';
import type { TlsFacts } from './capture.ts';

/** Begins to keep certificates: the browser hands out only those of responses that a session has seen arrive. */
export async function watchCertificates(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable', { maxTotalBufferSize: 0, maxResourceBufferSize: 0 });
  return session;
}

/** TLS of the connection that a response came over, with the fingerprint of the server's certificate where it is known. */
export async function tlsFacts(
  session: CDPSession,
  response: Response,
  problem: string | undefined,
): Promise<TlsFacts | undefined> {
  const details = await response.securityDetails();
  if (!details) return problem ? { problem } : undefined;
  const day = (seconds: number | undefined) => (seconds ? new Date(seconds * 1000).toISOString() : undefined);
  // An experimental call: where a kernel lacks it, the record goes without the fingerprint.
  const { tableNames } = await session
    .send('Network.getCertificate', { origin: new URL(response.url()).origin })
    .catch(() => ({ tableNames: [] as string[] }));
  const leaf = tableNames[0];
  const facts: Record<keyof TlsFacts, string | undefined> = {
    protocol: details.protocol,
    subject: details.subjectName,
    issuer: details.issuer,
    validFrom: day(details.validFrom),
    validTo: day(details.validTo),
    fingerprint: leaf && createHash('sha256').update(Buffer.from(leaf, 'base64')).digest('hex'),
    problem,
  };
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value)) as TlsFacts;
}
