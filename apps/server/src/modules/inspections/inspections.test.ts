import PizZip from 'pizzip';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, type TestUser, testApp } from '../../platform/test/test-app.ts';
import { deadlinesOf } from '../deadlines/service.ts';
import { documentContent } from '../documents/service.ts';
import { annex1 } from './annex1.ts';
import type { InspectionsTables } from './tables.ts';
import { type InspectionOf, inspectionTools, PNG } from './test-tools.ts';

let t: TestApp;
let officer: TestUser;
let colleague: TestUser;
let on: InspectionOf;
let other: InspectionOf;
beforeAll(async () => {
  t = await testApp();
  officer = await t.officer({ role: 'inspector', region: '640502', name: '甲' });
  colleague = await t.officer({ role: 'inspector', region: '640500', name: '乙' });
  on = inspectionTools(t, officer);
  other = inspectionTools(t, colleague);
});
afterAll(() => t.close());

describe('an inspection', () => {
  it('is there once, however often the phone sends it', async () => {
    const id = on.newId();
    const body = { id, subject: '中卫某商行', region: '640502', sides: ['online'] };
    const answers = await Promise.all([1, 2, 3].map(() => officer.call('POST', '/api/inspections', body)));
    const again = await officer.call('POST', '/api/inspections', body);
    expect(again.json.number).toMatch(/^卫市监网检〔2026〕\d{5}号$/);
    expect(answers.some(({ status }) => status === 200)).toBe(true);
    const { json } = await officer.call('GET', `/api/inspections?q=${encodeURIComponent('中卫某商行')}`);
    expect(json.total).toBe(1);
  });

  it('of another officer is not taken over by its id, and lies outside another county', async () => {
    const one = await on.create();
    const taken = await colleague.call('POST', '/api/inspections', {
      id: one.id,
      subject: '别人的',
      region: '640502',
      sides: ['online'],
    });
    expect(taken.status).toBe(409);
    const far = await t.officer({ role: 'inspector', region: '640521' });
    expect((await far.call('GET', `/api/inspections/${one.id}`)).status).toBe(404);
  });

  it('keeps boxes of two officers, and shows the later one what the earlier wrote instead of overwriting it', async () => {
    const one = await on.create();
    await on.fill(one.id, [{ key: 'trademarks.online', base: 0, words: '甲写的' }]);
    const answer = await other.fill(one.id, [
      { key: 'trademarks.online', base: 0, words: '乙写的' },
      { key: 'pyramid-selling.online', base: 0, words: '乙另写的' },
    ]);
    expect(answer).toMatchObject({
      outcome: 'conflicts',
      conflicts: [{ key: 'trademarks.online', words: '甲写的', by: '甲' }],
      saved: [{ key: 'pyramid-selling.online' }],
    });
    const { version } = answer.conflicts[0]!;
    const chosen = await other.fill(one.id, [
      { key: 'trademarks.online', base: version, words: '甲写的；乙补充' },
    ]);
    expect(chosen.outcome).toBe('saved');
    expect((await on.read(one.id)).cells.find((cell) => cell.key === 'trademarks.online')).toMatchObject({
      words: '甲写的；乙补充',
      by: '乙',
    });
  });

  it('takes the same boxes sent twice for one entry, with the same key and with another', async () => {
    const one = await on.create();
    const cell = { key: 'trademarks.online', base: 0, words: '没有问题', result: 'none' as const };
    const first = await on.fill(one.id, [cell], 'k1');
    expect(await on.fill(one.id, [cell], 'k1')).toEqual(first);
    expect(await on.fill(one.id, [cell], 'k2')).toMatchObject({ outcome: 'saved', conflicts: [] });
    const cells = (await on.read(one.id)).cells.filter(({ key }) => key === cell.key);
    expect(cells).toMatchObject([{ version: 1 }]);
  });

  it('keeps what was filled in without a network after it had ended, and says so', async () => {
    const one = await on.create({ sides: ['online'] });
    const voided = await officer.call('POST', `/api/inspections/${one.id}/void`, {
      reason: '重复检查',
      version: one.version,
    });
    expect(voided.status).toBe(200);
    const late = await on.fill(one.id, [{ key: 'handling', base: 0, words: '现场已经告诫' }]);
    expect(late.outcome).toBe('late');
    expect(late.message).toMatch(/已作废.*原样保存/);
    expect((await on.read(one.id)).late).toMatchObject([{ words: '现场已经告诫', settled: null }]);
  });

  it('keeps a late entry that is adopted after the inspection was opened again', async () => {
    const one = await on.finished();
    await on.fill(one.id, [{ key: 'handling', base: 0, words: '离线写的处理结果' }]);
    const { late, version } = await on.read(one.id);
    const settle = (how: string) =>
      officer.call('POST', `/api/inspections/${one.id}/late/${late[0]!.id}`, { how });
    expect((await settle('adopted')).status).toBe(409);
    await officer.call('POST', `/api/inspections/${one.id}/reopen`, { reason: '补充填写', version });
    expect((await settle('adopted')).json.cells).toContainEqual(
      expect.objectContaining({ key: 'handling', words: '离线写的处理结果' }),
    );
    expect((await settle('noted')).status).toBe(409);
  });
});

describe('photos and signatures', () => {
  it('are there once, with place, time and hash', async () => {
    const one = await on.create();
    const photo = await on.attach(one.id, { kind: 'photo', latitude: 37.51, longitude: 105.19, accuracy: 8 });
    expect(photo.json).toMatchObject({ latitude: 37.51, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const again = await on.attach(one.id, { kind: 'photo', attachmentId: photo.json.id });
    expect(again.json.id).toBe(photo.json.id);
    expect((await on.read(one.id)).attachments).toHaveLength(1);
    const file = await officer.call('GET', `/api/inspections/${one.id}/attachments/${photo.json.id}`);
    expect(file.status).toBe(200);
    expect(file.headers['content-type']).toBe('image/png');
  });

  it('are refused when they were damaged on the way, are no picture, or replace another file', async () => {
    const one = await on.create();
    const damaged = await on.attach(one.id, { kind: 'photo', sha256: '0'.repeat(64) });
    expect(damaged).toMatchObject({ status: 400, json: { message: expect.stringContaining('校验值不符') } });
    expect((await on.attach(one.id, { kind: 'photo' }, Buffer.from('<svg onload=alert(1)>'))).status).toBe(
      400,
    );
    const photo = await on.attach(one.id, { kind: 'photo' });
    const otherFile = await on.attach(
      one.id,
      { kind: 'photo', attachmentId: photo.json.id },
      Buffer.concat([PNG, Buffer.from('x')]),
    );
    expect(otherFile.status).toBe(409);
  });

  it('a signature no longer stands for a form that was changed after it', async () => {
    const one = await on.create();
    await on.attach(one.id, { kind: 'signature', role: 'party', signer: '王某' });
    expect((await on.read(one.id)).attachments).toMatchObject([{ current: true }]);
    await on.fill(one.id, [{ key: 'handling', base: 0, words: '改动' }]);
    expect((await on.read(one.id)).attachments).toMatchObject([{ current: false }]);
  });
});

describe('the two columns', () => {
  it('are complete row by row, a problem with words and evidence', async () => {
    const one = await on.create({ sides: ['online'] });
    const record = async () => {
      const { version } = await on.read(one.id);
      return await officer.call('POST', `/api/inspections/${one.id}/record`, {
        side: 'online',
        on: '2026-10-12',
        version,
        key: `record-${version}-${Math.random()}`,
      });
    };
    expect((await record()).json.problems).toHaveLength(19);
    await on.fillAll(one.id, 'online', { trademarks: 'problem' });
    const refused = await record();
    expect(refused.json.problems).toEqual([
      { path: 'trademarks.online', message: expect.stringContaining('没有证据') },
    ]);
    await on.attach(one.id, { kind: 'photo', key: 'trademarks.online' });
    const done = await record();
    expect(done).toMatchObject({ status: 200, json: { onlineTask: 'done', onSiteTask: 'open' } });
    expect(done.json.taskWhy).toContain('发现 1 处问题');
  });

  it('close each other: a problem on site asks for the online check, and nothing ends while one waits', async () => {
    const one = await on.create({ sides: ['on-site'] });
    await on.fillAll(one.id, 'on-site', { 'price-conduct': 'problem' });
    await on.attach(one.id, { kind: 'photo', key: 'price-conduct.on-site' });
    const recorded = await on.record(one.id, 'on-site');
    expect(recorded.json).toMatchObject({ onSiteTask: 'done', onlineTask: 'open' });
    const finish = async (outcome: string) =>
      officer.call('POST', `/api/inspections/${one.id}/finish`, {
        outcome,
        version: (await on.read(one.id)).version,
        key: `${Math.random()}`,
      });
    expect((await finish('further-handling')).json.message).toContain('待做的网上检查');
    await officer.call('POST', `/api/inspections/${one.id}/waive`, {
      side: 'online',
      reason: '没有网店',
      version: (await on.read(one.id)).version,
    });
    expect((await finish('further-handling')).json.message).toContain('两名检查人员');
    await on.sign(one.id);
    await on.attach(one.id, { kind: 'signature', role: 'officer-2', signer: '甲' });
    expect((await finish('further-handling')).json.message).toContain('同一个人');
    await on.sign(one.id);
    expect((await finish('no-problem')).json.message).toContain('1 处发现问题');
    expect((await finish('made-up')).status).toBe(400);
    expect((await finish('further-handling')).json).toMatchObject({
      status: 'finished',
      outcomeWords: '发现问题待后续处理',
    });
  });

  it('count once for Annex 2, by day and unit, and not at all when void', async () => {
    const one = await on.create({ sides: ['online'] });
    await on.fillAll(one.id, 'online');
    await on.record(one.id, 'online');
    await on.record(one.id, 'online', '2026-10-11');
    const count = () =>
      officer.read(async (tx) =>
        tx
          .withTables<InspectionsTables>()
          .selectFrom('inspection_checks')
          .select(['kind', 'checked_on', 'org_name'])
          .where('inspection_id', '=', one.id)
          .execute(),
      );
    expect(await count()).toEqual([
      { kind: 'online', checked_on: '2026-10-11', org_name: '沙坡头区市场监督管理局' },
    ]);
    const { version } = await on.read(one.id);
    await officer.call('POST', `/api/inspections/${one.id}/void`, { reason: '填错单位', version });
    expect(await count()).toEqual([]);
  });

  it('have a term that moves with what the officer sets, and runs again when the check is opened again', async () => {
    const one = await on.create({ sides: ['online'], dueOn: '2026-10-20' });
    const running = async () => {
      const all = await officer.read((tx) => deadlinesOf({ tx, clock: t.clock }, [one.id]));
      return (all.get(one.id) ?? []).filter(({ ended }) => ended === null).map(({ due }) => due);
    };
    expect(await running()).toEqual(['2026-10-20']);
    const set = async (dueOn: string | null) =>
      officer.call('PATCH', `/api/inspections/${one.id}`, {
        version: (await on.read(one.id)).version,
        dueOn,
      });
    expect((await set('2026-10-25')).json.dueOn).toBe('2026-10-25');
    expect(await running()).toEqual(['2026-10-25']);
    await set(null);
    expect(await running()).toEqual([]);
    await set('2026-10-28');
    await on.fillAll(one.id, 'online');
    await on.record(one.id, 'online');
    const version = async () => (await on.read(one.id)).version;
    const end = { outcome: 'no-problem', version: await version(), key: 'ends-its-term' };
    expect((await officer.call('POST', `/api/inspections/${one.id}/finish`, end)).json.status).toBe(
      'finished',
    );
    expect(await running()).toEqual([]);
    await officer.call('POST', `/api/inspections/${one.id}/reopen`, {
      reason: '补正',
      version: await version(),
    });
    expect(await running()).toEqual(['2026-10-28']);
  });

  it('refuse a day that has not come', async () => {
    const one = await on.create();
    await on.fillAll(one.id, 'online');
    expect((await on.record(one.id, 'online', '2026-10-13')).status).toBe(400);
  });
});

describe('the form', () => {
  it('comes from the catalog with its outcomes', async () => {
    const { json } = await officer.call('GET', '/api/inspection-form');
    expect(json.rows.map(({ words }: { words: string }) => words)).toEqual(
      annex1().rows.map(({ words }) => words),
    );
    expect(json.outcomes).toContainEqual({
      code: 'ordered-to-correct',
      words: '发现问题已责令改正',
      rectify: true,
    });
  });

  it('is printed with the signatures and photos as pictures, with place and time', async () => {
    const one = await on.create({ sides: ['on-site'] });
    await on.sign(one.id);
    await on.attach(one.id, {
      kind: 'photo',
      key: 'licence-display.on-site',
      latitude: 37.5149,
      longitude: 105.1967,
      accuracy: 12,
    });
    const draft = async () =>
      (await officer.call('POST', `/api/inspections/${one.id}/document`)).json.documentId as string;
    const documentId = await draft();
    expect(await draft()).toBe(documentId);
    const { files, regions } = t.app.kernel;
    const docx = await officer.read((tx) => documentContent({ tx, files, regions }, documentId));
    const zip = new PizZip(docx);
    const text = zip.file('word/document.xml')!.asText();
    const said = text.replaceAll(/<[^>]+>/g, '');
    expect(said).toContain('沙坡头区市场监督管理局网络交易市场网上检查记录表');
    expect(said).toContain('当事人 王某，2026-10-12');
    expect(said).toContain('照片1（第3行），2026-10-12');
    expect(said).toContain('北纬37.51490° 东经105.19670°（误差约12米）');
    expect(text.match(/<w:drawing>/g)).toHaveLength(4);
    // Signed again after one was taken back: another paper.
    const [first] = (await on.read(one.id)).attachments;
    await officer.call('POST', `/api/inspections/${one.id}/attachments/${first!.id}/withdraw`, {
      reason: '签错位置',
    });
    await on.attach(one.id, { kind: 'signature', role: 'officer-1', signer: '甲' });
    expect(await draft()).not.toBe(documentId);
  });

  it('keeps SQL and HTML as words', async () => {
    const one = await on.create();
    const nasty = `'); DROP TABLE inspections; --<img src=x onerror=alert(1)>`;
    await on.fill(one.id, [{ key: 'handling', base: 0, words: nasty }]);
    expect((await on.read(one.id)).cells.find(({ key }) => key === 'handling')?.words).toBe(nasty);
  });
});
