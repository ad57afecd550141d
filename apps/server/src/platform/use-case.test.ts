import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { NO_REQUEST, runUseCase } from './run-use-case.ts';
import { refuseStale } from './save.ts';
import type { ScopedTx } from './scoped-tx.ts';
import { type TestApp, testApp } from './test/test-app.ts';
import { readCase, useCase } from './use-case.ts';

type Notes = { notes: { bureau: string; region: string; id: string; text: string; version: number } };
const notes = (tx: ScopedTx) => tx.withTables<Notes>();

const addNote = useCase({
  action: 'note.add',
  title: '添加记录',
  permission: 'lead.register',
  input: z.object({ region: z.string(), text: z.string().min(1), key: z.string().optional() }),
  idempotencyKey: ({ key }) => key,
  async run({ tx, newId, actor, regions }, { region, text }) {
    const bureau = regions.bureauOf(region);
    const id = newId('note', bureau);
    await notes(tx).insertInto('notes').values({ bureau, region, id, text, version: 1 }).execute();
    return { result: { id, by: actor.name }, audit: { on: id, after: { text } } };
  },
});
const readNotes = readCase({
  action: 'note.list',
  title: '查看记录',
  permission: 'lead.read',
  input: z.undefined(),
  run: async ({ tx }) => ({
    result: await notes(tx).selectFrom('notes').selectAll().orderBy('id').execute(),
    audit: 'plain',
  }),
});
const changeNote = useCase({
  action: 'note.change',
  title: '修改记录',
  permission: 'lead.register',
  input: z.object({ id: z.string(), version: z.int(), text: z.string() }),
  async run({ tx }, { id, version, text }) {
    const updated = await notes(tx)
      .updateTable('notes')
      .set({ text, version: version + 1 })
      .where('id', '=', id)
      .where('version', '=', version)
      .executeTakeFirst();
    refuseStale(updated);
    return { result: null, audit: { on: id, after: { text } } };
  },
});

let t: TestApp;
let owner: Client;
beforeAll(async () => {
  t = await testApp();
  owner = new Client(t.database.urls.owner);
  await owner.connect();
  await owner.query(`CREATE TABLE notes (bureau text NOT NULL, region text NOT NULL, id text NOT NULL, text text NOT NULL,
    version integer NOT NULL, PRIMARY KEY (bureau, id)); SELECT protect_table('notes')`);
});
afterAll(async () => {
  await owner.end();
  await t.close();
});
const audit = async (action: string) =>
  (await owner.query('SELECT * FROM audit_entries WHERE action = $1 ORDER BY id', [action])).rows;

describe('a use case', () => {
  it('writes the record and its audit entry together, in the record’s bureau', async () => {
    const officer = await t.officer({ role: 'inspector', region: '640502', name: '马明' });
    const { id } = await officer.run(addNote, { region: '640502', text: '甲' });
    const entry = (await audit('note.add')).find(({ on_id }) => on_id === id);
    expect(entry).toMatchObject({
      bureau: '640500',
      actor_name: '马明',
      outcome: 'done',
      after: { text: '甲' },
    });
    const rows = await officer.run(readNotes, undefined);
    expect(rows.map((row) => row.id)).toContain(id);
  });

  it('sees its own regions only: county, city, another bureau, the province', async () => {
    const see = async (region: string) => {
      const rows = await (await t.officer({ role: 'inspector', region })).run(readNotes, undefined);
      return new Set(rows.map((row) => row.region));
    };
    for (const region of ['640502', '640502100', '640521', '640105', '640500', '640000']) {
      const writer = await t.officer({ role: 'inspector', region });
      await writer.run(addNote, { region, text: region });
    }
    expect(await see('640502')).toEqual(new Set(['640502', '640502100']));
    expect(await see('640502100')).toEqual(new Set(['640502100']));
    expect(await see('640500')).toEqual(new Set(['640500', '640502', '640502100', '640521']));
    expect(await see('640100')).toEqual(new Set(['640105']));
    expect(await see('640000')).toEqual(
      new Set(['640000', '640105', '640500', '640502', '640502100', '640521']),
    );
    expect(await see('110101')).toEqual(new Set());
  });

  it('answers not_found for a write outside the region, and writes nothing', async () => {
    const officer = await t.officer({ role: 'inspector', region: '640521' });
    await expect(officer.run(addNote, { region: '640502', text: '越界' })).rejects.toMatchObject({
      code: 'not_found',
    });
    expect((await owner.query(`SELECT FROM notes WHERE text = '越界'`)).rowCount).toBe(0);
  });

  it('refuses without the permission and audits the refusal', async () => {
    const officer = await t.officer({ role: 'supervisor', region: '640500', name: '督查甲' });
    await expect(officer.run(addNote, { region: '640500', text: '无权' })).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect(await audit('note.add')).toContainEqual(
      expect.objectContaining({ actor_name: '督查甲', outcome: 'refused' }),
    );
  });

  it('names the wrong field in Chinese', async () => {
    const officer = await t.officer({ role: 'inspector', region: '640500' });
    const failure = await officer
      .run(addNote, { region: '640500', text: '' })
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'invalid_input', problems: [{ path: 'text' }] });
    expect((failure as Error).message).toMatch(/[一-龥]/);
  });

  it('lets one of two officers who save at once win, and tells the other', async () => {
    const [first, second] = await Promise.all([
      t.officer({ role: 'inspector', region: '640500' }),
      t.officer({ role: 'inspector', region: '640500' }),
    ]);
    const { id } = await first.run(addNote, { region: '640500', text: '原文' });
    const outcomes = await Promise.allSettled([
      first.run(changeNote, { id, version: 1, text: '甲改' }),
      second.run(changeNote, { id, version: 1, text: '乙改' }),
    ]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const lost = outcomes.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
    expect(lost.reason).toMatchObject({ code: 'stale' });
  });

  it('gives a repeated request with one key the first answer', async () => {
    const officer = await t.officer({ role: 'inspector', region: '640500' });
    const input = { region: '640500', text: '一次', key: 'abc' };
    const [one, two] = await Promise.all([officer.run(addNote, input), officer.run(addNote, input)]);
    const three = await officer.run(addNote, input);
    expect(two).toEqual(one);
    expect(three).toEqual(one);
    expect((await owner.query(`SELECT FROM notes WHERE text = '一次'`)).rowCount).toBe(1);
    const other = await t.officer({ role: 'inspector', region: '640500' });
    expect((await other.run(addNote, input)).id).not.toBe(one.id);
  });

  it('undoes the record when the audit entry cannot be written', async () => {
    const broken = useCase({
      ...addNote,
      run: async (context, input) => {
        const { result } = await addNote.run(context, input);
        return {
          result,
          audit: {
            on: result.id,
            bureau: null as unknown as string,
            after: {
              toJSON: () => {
                throw new Error('no audit');
              },
            },
          },
        };
      },
    });
    const officer = await t.officer({ role: 'inspector', region: '640500' });
    await expect(officer.run(broken, { region: '640500', text: '无痕' })).rejects.toThrow('no audit');
    expect((await owner.query(`SELECT FROM notes WHERE text = '无痕'`)).rowCount).toBe(0);
  });

  it('cannot write while it says that it reads', async () => {
    const sly = readCase({
      action: 'note.sly',
      title: '测试',
      permission: 'lead.read',
      input: z.undefined(),
      run: async ({ tx }) => ({
        result: await notes(tx).deleteFrom('notes').execute(),
        audit: 'plain',
      }),
    });
    const officer = await t.officer({ role: 'inspector', region: '640500' });
    await expect(officer.run(sly, undefined)).rejects.toThrow('read-only');
  });

  it('audits a reading that says so', async () => {
    const unmask = readCase({
      action: 'note.unmask',
      title: '查看原文',
      permission: 'personal.unmask',
      input: z.undefined(),
      run: async () => ({ result: '13800138000', audit: { on: null, why: '核实' } }),
    });
    const officer = await t.officer({ role: 'approver', region: '640500' });
    await officer.run(unmask, undefined);
    expect(await audit('note.unmask')).toMatchObject([{ why: '核实', outcome: 'done' }]);
  });

  it('lets only the system do machine work without an entry', async () => {
    const count = useCase({
      action: 'note.count',
      title: '计数',
      permission: 'lead.register',
      input: z.undefined(),
      run: async () => ({ result: 1, audit: 'machine work' }),
    });
    expect(await t.system('640500').run(count, undefined)).toBe(1);
    const officer = await t.officer({ role: 'inspector', region: '640500' });
    await expect(officer.run(count, undefined)).rejects.toThrow('must be audited');
  });

  it('runs the transaction again after a deadlock', async () => {
    let runs = 0;
    const unlucky = useCase({
      action: 'note.unlucky',
      title: '测试',
      permission: 'lead.register',
      input: z.undefined(),
      async run() {
        runs += 1;
        if (runs < 3) throw Object.assign(new Error('deadlock detected'), { code: '40P01' });
        return { result: runs, audit: { on: null } };
      },
    });
    const { actor } = await t.officer({ role: 'inspector', region: '640500' });
    expect(await runUseCase(t.app.kernel, unlucky, actor, undefined, NO_REQUEST)).toBe(3);
  });
});
