import {
  TRANSFER_KIND_IDS,
  TRANSFER_STATUSES,
  type TransferDirection,
  type TransferKind,
  type TransferReach,
  type TransferStatus,
} from '@wangjian/core/transfer.ts';
import fc from 'fast-check';
import { sql } from 'kysely';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../platform/ids.ts';
import { type TestApp, type TestUser, testApp } from '../../platform/test/test-app.ts';
import { TRANSFER_ACTIONS, type TransferAction } from './contract.ts';
import { allowedActions, move, type Standing } from './lifecycle.ts';
import { MATTER } from './test-desk.ts';

const DIRECTIONS: TransferDirection[] = ['out', 'in'];
const REACHES: TransferReach[] = ['bureau', 'unit', 'outside'];
const WHO = ['writer', 'reader', 'elsewhere', 'nobody', 'late'] as const;
type Who = (typeof WHO)[number];

/** What each action is sent, beside the version. */
const BODIES: Record<Exclude<TransferAction, 'attach'>, object> = {
  redraft: {},
  send: {},
  cancel: { opinion: '不再移送' },
  'new-code': {},
  urge: { opinion: '请抓紧办理' },
  'record-receipt': { name: '赵六', org: '某某局', phone: '0551-62000000', on: '2026-10-12' },
  'record-accept': { opinion: '已安排', on: '2026-10-12' },
  'record-return': { reason: 'other', opinion: '材料不清' },
  'record-result': { result: 'filed', opinion: '已立案', on: '2026-10-12' },
  close: { opinion: '不再等待' },
  receive: {},
  accept: { asLead: false },
  return: { reason: 'incomplete', opinion: '缺少材料' },
  'draft-reply': { result: 'filed', opinion: '已立案查处' },
  'feed-back': { result: 'filed', opinion: '已立案查处' },
  extend: { days: 5, opinion: '需要实地核查' },
  comment: { text: '补充说明' },
};
/** Refused beside the table where there is nothing to extend: the seeded rows have no running period. */
const NEEDS_MORE: ReadonlySet<TransferAction> = new Set(['extend']);

let t: TestApp;
let owner: Client;
const users = {} as Record<'writer' | 'reader' | 'elsewhere', TestUser>;
beforeAll(async () => {
  t = await testApp();
  owner = new Client(t.database.urls.owner);
  await owner.connect();
  users.writer = await t.officer({ role: 'inspector', region: '640502' });
  users.reader = await t.officer({ role: 'supervisor', region: '640502' });
  users.elsewhere = await t.officer({ role: 'inspector', region: '640521' });
});
afterAll(async () => {
  await owner.end();
  await t.close();
});

async function seed({ direction, status, kind, reach }: Standing): Promise<string> {
  const id = newId('transfer', '640500', t.clock);
  await owner.query(
    `INSERT INTO transfers (bureau, id, region, direction, kind, reach, title, status, counterpart, form, officer_name, opened_at)
     VALUES ('640500', $1, '640502', $2, $3, $4, $5, $6, '某某局', $7, '承办员', now())`,
    [
      id,
      direction,
      kind,
      reach,
      MATTER.title,
      status,
      { ...MATTER, kind, reach, violations: [], evidenceIds: [] },
    ],
  );
  return id;
}
/** Everything that is kept of a transfer, to see that a refused action wrote none of it. */
async function kept(id: string): Promise<string> {
  const { rows } = await owner.query(
    `SELECT (SELECT to_jsonb(t) FROM transfers t WHERE t.id = $1) AS row,
       (SELECT count(*) FROM transfer_events WHERE transfer_id = $1) AS events,
       (SELECT count(*) FROM transfer_items WHERE transfer_id = $1) AS items,
       (SELECT count(*) FROM transfer_custody WHERE transfer_id = $1) AS custody,
       (SELECT count(*) FROM documents WHERE on_id = $1) AS documents,
       (SELECT count(*) FROM deadlines WHERE on_id = $1) AS deadlines`,
    [id],
  );
  return JSON.stringify(rows);
}

async function send(who: Who, id: string, action: TransferAction) {
  const as = who === 'nobody' ? t.anonymous() : who === 'late' ? users.writer : users[who];
  if (action === 'attach')
    return await as.inject({
      method: 'POST',
      url: `/api/transfers/${id}/attach`,
      headers: { 'content-type': 'multipart/form-data; boundary=b' },
      payload: '--b\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\nx\r\n--b--\r\n',
    });
  const path = `/api/transfers/${id}/${action === 'comment' ? 'comments' : action}`;
  const version = action === 'comment' ? {} : { version: who === 'late' ? 9 : 1 };
  return await as.call('POST', path, { ...version, ...BODIES[action] });
}

const standing = fc.record({
  direction: fc.constantFrom(...DIRECTIONS),
  status: fc.constantFrom<TransferStatus>(...TRANSFER_STATUSES),
  kind: fc.constantFrom<TransferKind>(...TRANSFER_KIND_IDS),
  reach: fc.constantFrom<TransferReach>(...REACHES),
});
const action = fc.constantFrom<TransferAction>(...TRANSFER_ACTIONS);

describe('the lifecycle of a transfer', () => {
  it('lets exactly what its table lists through, to those who may, and keeps nothing of what it refuses', async () => {
    await fc.assert(
      fc.asyncProperty(standing, action, fc.constantFrom(...WHO), async (at, what, who) => {
        const id = await seed(at);
        const before = await kept(id);
        const answer = await send(who, id, what);
        const allowed = allowedActions(at);
        const refused = { writer: 409, late: 409, reader: 403, elsewhere: 404, nobody: 401 }[who];
        const unversioned = what === 'comment' || what === 'attach';
        const through =
          allowed.includes(what) &&
          !NEEDS_MORE.has(what) &&
          (who === 'writer' || (who === 'late' && unversioned));
        if (through) {
          expect(answer.status, answer.text).toBe(200);
          const { rows } = await owner.query('SELECT status FROM transfers WHERE id = $1', [id]);
          expect(rows[0].status).toBe(move(at, what));
          return;
        }
        expect([who, answer.status], answer.text).toEqual([who, refused]);
        if (refused === 409 && !allowed.includes(what)) expect(answer.json.allowed).toEqual(allowed);
        expect(await kept(id)).toBe(before);
      }),
      { numRuns: process.env.WANGJIAN_TEST_FULL ? 1500 : 150 },
    );
  });

  it('comes from every state that a letter can be in to an end', () => {
    fc.assert(
      fc.property(standing, fc.array(fc.nat(30), { minLength: 30, maxLength: 30 }), (from, picks) => {
        const start: TransferStatus = from.direction === 'out' ? 'draft' : 'sent';
        let at: Standing = { ...from, status: start };
        for (const pick of picks) {
          const moves = [
            ...allowedActions(at),
            ...(['issue', 'was-received', 'was-accepted', 'was-answered'] as const),
          ].filter((each) => {
            try {
              return move(at, each) !== at.status;
            } catch {
              return false;
            }
          });
          if (moves.length === 0) break;
          at = { ...at, status: move(at, moves[pick % moves.length]!) };
        }
        expect(['done', 'cancelled', 'returned']).toContain(at.status);
      }),
    );
  });
});

it('keeps the chain of custody from being changed, whatever the code does', async () => {
  const id = await seed({ direction: 'in', status: 'sent', kind: 'transfer', reach: 'unit' });
  expect((await send('writer', id, 'receive')).status).toBe(200);
  const change = (statement: string) => users.writer.write((tx) => sql.raw(statement).execute(tx));
  await expect(change(`UPDATE transfer_custody SET by_name = 'x'`)).rejects.toThrow();
  await expect(change('DELETE FROM transfer_custody')).rejects.toThrow();
  // Even a change behind the application's back shows.
  await owner.query(`UPDATE transfer_custody SET by_name = '别人' WHERE transfer_id = $1`, [id]);
  expect((await users.writer.call('GET', `/api/transfers/${id}`)).json.custodyIntact).toBe(false);
});
