import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type TestApp, testApp } from '../test/test-app.ts';
import { useCase } from '../use-case.ts';
import { chainAudit } from './chain.ts';
import { verifyChain } from './verify.ts';

const deed = useCase({
  action: 'test.deed',
  title: '测试',
  permission: 'lead.register',
  input: z.object({ text: z.string() }),
  run: async (_, { text }) => ({ result: null, audit: { on: null, why: text, after: { text } } }),
});

let t: TestApp;
let owner: Client;
beforeAll(async () => {
  t = await testApp();
  owner = new Client(t.database.urls.owner);
  await owner.connect();
  const officer = await t.officer({ role: 'inspector', region: '640500' });
  for (let n = 0; n < 12; n += 1) await officer.run(deed, { text: `第${n}件 <b>"'\\` });
});
afterAll(async () => {
  await owner.end();
  await t.close();
});
const chain = () => t.system('640500').run(chainAudit, { bureau: '640500', months: 2 });
const verify = () => t.system('640500').read((tx) => verifyChain(tx, '640500'));

describe('the audit log', () => {
  it('is append-only for the app role, and readable for the auditor', async () => {
    const app = new Client(t.database.urls.app);
    await app.connect();
    const scope = `SET wangjian.bureaus = '640500'; SET wangjian.whole_bureaus = '640500'`;
    await app.query(scope);
    expect((await app.query('SELECT FROM audit_entries')).rowCount).toBeGreaterThan(0);
    for (const table of ['audit_entries', 'audit_links', 'audit_entries_202610']) {
      await expect(app.query(`DELETE FROM ${table}`)).rejects.toMatchObject({ code: '42501' });
      await expect(app.query(`UPDATE ${table} SET region = '1'`)).rejects.toMatchObject({ code: '42501' });
      await expect(app.query(`TRUNCATE ${table}`)).rejects.toMatchObject({ code: '42501' });
    }
    await app.end();
    const auditor = new Client(t.database.urls.auditor);
    await auditor.connect();
    expect((await auditor.query('SELECT FROM audit_entries')).rowCount).toBeGreaterThan(0);
    await expect(auditor.query('DELETE FROM audit_entries')).rejects.toMatchObject({ code: '42501' });
    await expect(auditor.query('SELECT FROM officer_passwords')).rejects.toMatchObject({ code: '42501' });
    await auditor.end();
  });

  it('is chained once, with late commits and concurrent runs', async () => {
    const [first, second] = await Promise.all([chain(), chain()]);
    expect(first.added + second.added).toBe(12);
    // A transaction that began before the last link and commits after it.
    const now = t.clock.now();
    t.clock.set('2026-10-11T00:00:00Z');
    await (await t.officer({ role: 'inspector', region: '640502' })).run(deed, { text: '迟到' });
    t.clock.set(now.toISOString());
    expect(await verify()).toMatchObject({ ok: true, checked: 12, pending: 1 });
    expect((await chain()).added).toBe(1);
    expect(await verify()).toMatchObject({ ok: true, checked: 13, pending: 0, firstBroken: null });
    expect((await chain()).added).toBe(0);
  });

  it.each([
    [
      'a changed reason',
      `UPDATE audit_entries SET why = 'x' WHERE id = (SELECT entry_id FROM audit_links WHERE seq = 5)`,
      5,
    ],
    [
      'a changed time',
      `UPDATE audit_entries SET at = at + interval '1 microsecond' WHERE id = (SELECT entry_id FROM audit_links WHERE seq = 1)`,
      1,
    ],
    [
      'changed details',
      `UPDATE audit_entries SET after = '{}' WHERE id = (SELECT entry_id FROM audit_links WHERE seq = 9)`,
      9,
    ],
    [
      'a removed entry',
      'DELETE FROM audit_entries WHERE id = (SELECT entry_id FROM audit_links WHERE seq = 7)',
      7,
    ],
    ['a removed link', 'DELETE FROM audit_links WHERE seq = 4', 5],
    [
      'two links exchanged',
      'UPDATE audit_links a SET entry_id = b.entry_id, entry_hash = b.entry_hash FROM audit_links b WHERE a.seq = 3 AND b.seq = 6',
      3,
    ],
  ])('shows %s', async (_, tamper, seq) => {
    await chain();
    const { rows } = await owner.query<{ entry_id: string }>(
      'SELECT entry_id FROM audit_links WHERE seq = $1',
      [seq],
    );
    await owner.query('CREATE TABLE kept_e AS TABLE audit_entries; CREATE TABLE kept_l AS TABLE audit_links');
    // The owner can do it; the chain shows that it was done.
    await owner.query('DROP INDEX audit_links_entry');
    await owner.query(tamper);
    const verdict = await verify();
    await owner.query(`DELETE FROM audit_links; DELETE FROM audit_entries;
      INSERT INTO audit_entries TABLE kept_e; INSERT INTO audit_links TABLE kept_l; DROP TABLE kept_e, kept_l;
      CREATE UNIQUE INDEX audit_links_entry ON audit_links (bureau, month, entry_id)`);
    expect(verdict.ok).toBe(false);
    if (!tamper.startsWith('UPDATE audit_links')) expect(verdict.firstBroken).toBe(rows[0]!.entry_id);
    expect((await verify()).ok).toBe(true);
  });
});
