import fc from 'fast-check';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, type TestUser, testApp } from '../../platform/test/test-app.ts';
import { allowedActions } from './lifecycle.ts';
import { DOCUMENT_STATUSES, type DocumentAction, type DocumentStatus } from './records.ts';

let t: TestApp;
let owner: Client;
let drafter: TestUser;
let users: Record<string, TestUser>;
beforeAll(async () => {
  t = await testApp();
  owner = new Client(t.database.urls.owner);
  await owner.connect();
  drafter = await t.officer({ role: 'inspector', region: '640502' });
  users = {
    drafter,
    colleague: await t.officer({ role: 'inspector', region: '640502' }),
    approver: await t.officer({ role: 'approver', region: '640502' }),
    lawyer: await t.officer({ role: 'legal-reviewer', region: '640502' }),
    supervisor: await t.officer({ role: 'supervisor', region: '640502' }),
    elsewhere: await t.officer({
      permissions: ['document.read', 'document.write', 'document.approve', 'case.review'],
      region: '640521',
    }),
  };
});
afterAll(async () => {
  await owner.end();
  await t.close();
});

const VALUES = {
  party: '某公司',
  facts: '事实',
  articles: ['《网络交易监督管理办法》第十二条'],
  basisArticles: ['《中华人民共和国行政处罚法》第二十八条'],
  demand: '改正',
  dueOn: '2026-12-01',
  contact: '李四',
  contactPhone: '0955-7000000',
};
const WRITE = ['drafter', 'colleague', 'elsewhere'];
const APPROVE = ['approver', 'elsewhere'];
/** Each action as the API has it, and who holds its permission. */
const CALLS: Record<DocumentAction, { may: string[]; path: string; body: object; patch?: true }> = {
  edit: { may: WRITE, path: '', body: { values: { demand: '立即改正' } }, patch: true },
  submit: { may: WRITE, path: '/submit', body: {} },
  discard: { may: WRITE, path: '/discard', body: { reason: '重复拟制' } },
  withdraw: { may: WRITE, path: '/withdraw', body: {} },
  approve: { may: APPROVE, path: '/decide', body: { decision: 'approve' } },
  sign: { may: APPROVE, path: '/decide', body: { decision: 'sign' } },
  return: { may: APPROVE, path: '/decide', body: { decision: 'return', opinion: '事实不清' } },
  'legal-approve': { may: ['lawyer', 'elsewhere'], path: '/legal-review', body: { decision: 'approve' } },
  'legal-return': {
    may: ['lawyer', 'elsewhere'],
    path: '/legal-review',
    body: { decision: 'return', opinion: '程序有误' },
  },
  serve: {
    may: WRITE,
    path: '/services',
    body: { manner: 'direct', recipient: '某公司', servedOn: '2026-10-12', officers: '李四、王五' },
  },
  attach: { may: WRITE, path: '/attachments', body: {} },
  void: { may: APPROVE, path: '/void', body: { reason: '文书有误' } },
};

async function documentIn(status: DocumentStatus) {
  const made = (await drafter.call('POST', '/api/documents', { form: 'correction-order', values: VALUES }))
    .json;
  await owner.query(`UPDATE documents SET status = $1 WHERE id = $2`, [status, made.id]);
  return { id: made.id as string, version: made.version as number };
}
async function traces(id: string) {
  const { rows } = await owner.query(
    `SELECT status, version, number, values, (SELECT count(*) FROM document_events e WHERE e.document_id = d.id) AS events,
       (SELECT count(*) FROM document_services s WHERE s.document_id = d.id) AS services,
       (SELECT coalesce(sum(last), 0) FROM document_numbers) AS numbers
     FROM documents d WHERE id = $1`,
    [id],
  );
  return rows[0];
}

describe('a document', () => {
  it('is refused every action in a wrong state, by a wrong officer and from outside, and keeps no trace of it', async () => {
    const actions = (Object.keys(CALLS) as DocumentAction[]).filter((action) => action !== 'attach');
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...DOCUMENT_STATUSES),
        fc.constantFrom(...actions),
        fc.constantFrom('drafter', 'colleague', 'approver', 'lawyer', 'supervisor', 'elsewhere'),
        async (status, action, who) => {
          const { id, version } = await documentIn(status);
          const before = await traces(id);
          const { may, path, body, patch } = CALLS[action];
          const answer = await users[who]!.call(patch ? 'PATCH' : 'POST', `/api/documents/${id}${path}`, {
            ...body,
            version,
          });
          const own = action === 'withdraw' && who !== 'drafter';
          const expected = !may.includes(who)
            ? 403
            : who === 'elsewhere'
              ? 404
              : !allowedActions(status, { served: true }).includes(action)
                ? 409
                : own
                  ? 403
                  : 200;
          expect(answer.status, `${status} ${action} ${who}: ${answer.text}`).toBe(expected);
          if (expected !== 200) expect(await traces(id)).toEqual(before);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('is not decided by its own drafter, nor signed by who approved it', async () => {
    const both = await t.officer({
      permissions: ['document.read', 'document.write', 'document.approve'],
      region: '640502',
    });
    const made = (await both.call('POST', '/api/documents', { form: 'correction-order', values: VALUES }))
      .json;
    const submitted = (await both.call('POST', `/api/documents/${made.id}/submit`, { version: made.version }))
      .json;
    const decide = (user: TestUser, decision: string, version: number) =>
      user.call('POST', `/api/documents/${made.id}/decide`, { decision, version });
    expect((await decide(both, 'approve', submitted.version)).status).toBe(403);
    const approved = await decide(users.approver!, 'approve', submitted.version);
    expect(approved.json.allowed).not.toContain('sign');
    expect((await decide(users.approver!, 'sign', approved.json.version)).status).toBe(403);
  });

  it('made twice with one key is one document; a number that fails is not lost', async () => {
    const body = { form: 'correction-order', values: VALUES, key: 'the-same' };
    const [one, two] = [
      await drafter.call('POST', '/api/documents', body),
      await drafter.call('POST', '/api/documents', body),
    ];
    expect(two.json.id).toBe(one.json.id);
    const { rows } = await owner.query(
      `SELECT word, year, count(*)::int AS taken, max(seq) AS last FROM document_register GROUP BY word, year`,
    );
    for (const { taken, last } of rows) expect(taken).toBe(last);
  });

  it('may be signed by many at once: every number is given once and none is left out', async () => {
    const signer = await t.officer({ role: 'approver', region: '640500' });
    const waiting = await Promise.all(Array.from({ length: 8 }, () => documentIn('sign')));
    const answers = await Promise.all(
      waiting.map(({ id, version }) =>
        signer.call('POST', `/api/documents/${id}/decide`, { decision: 'sign', version }),
      ),
    );
    const numbers = answers.map(({ json }) => Number(/(\d+)号$/.exec(json.number)![1])).sort((a, b) => a - b);
    for (const [index, number] of numbers.entries()) expect(number).toBe(numbers[0]! + index);
  });
});
