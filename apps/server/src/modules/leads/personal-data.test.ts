import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, type TestUser, testApp } from '../../platform/test/test-app.ts';

let t: TestApp;
let officer: TestUser;
beforeAll(async () => {
  t = await testApp();
  officer = await t.officer({ role: 'dispatcher', region: '640500' });
});
afterAll(() => t.close());

const SECRETS = ['13909551234', '张建国', '鼓楼东街12号', '18695551111'];
const register = async (more: object = {}) =>
  await officer.call('POST', '/api/leads', {
    title: '市民反映某店虚假宣传',
    source: 'complaint',
    sourceFields: { complaintNumber: '164050000202610120001' },
    region: '640502',
    foundOn: '2026-10-12',
    content: '网店宣称包治百病',
    party: '李四',
    partyPhone: '18695551111',
    partyAddress: '宁夏中卫市沙坡头区文昌镇鼓楼东街12号',
    informant: '张建国',
    informantPhone: '13909551234',
    ...more,
  });

describe('personal data of a lead', () => {
  it('is masked in every answer, in exports, and in the audit log', async () => {
    const lead = (await register()).json;
    const answers = [
      await officer.call('GET', `/api/leads/${lead.id}`),
      await officer.call('GET', '/api/leads'),
      await officer.call('GET', '/api/leads/export?format=csv'),
      await officer.call('PATCH', `/api/leads/${lead.id}`, {
        version: lead.version,
        partyPhone: '18695551111',
        informant: '张建国',
      }),
    ];
    for (const { status, text } of answers) {
      expect(status).toBe(200);
      for (const secret of SECRETS) expect(text).not.toContain(secret);
    }
    expect(lead.form).toMatchObject({
      informant: '张**',
      informantPhone: '139****1234',
      partyPhone: '186****1111',
      partyAddress: '宁夏中卫市沙坡头区****',
    });
    const { rows } = await t.app.kernel.owner.query(
      `SELECT string_agg(a::text, ' ') AS log FROM audit_entries a`,
    );
    for (const secret of SECRETS) expect(rows[0].log).not.toContain(secret);
  });

  it('is shown in full with a reason, which is audited, to those who may', async () => {
    const lead = (await register()).json;
    const reader = await t.officer({ role: 'supervisor', region: '640500' });
    const reason = { reason: '电话回访举报人' };
    expect((await reader.call('POST', `/api/leads/${lead.id}/unmask`, reason)).status).toBe(403);
    expect((await officer.call('POST', `/api/leads/${lead.id}/unmask`, { reason: '看' })).status).toBe(400);
    const shown = await officer.call('POST', `/api/leads/${lead.id}/unmask`, reason);
    expect(shown.json).toMatchObject({ informant: '张建国', informantPhone: '13909551234' });
    const { rows } = await t.app.kernel.owner.query(
      `SELECT why FROM audit_entries WHERE action = 'lead.unmask' AND on_id = $1`,
      [lead.id],
    );
    expect(rows).toEqual([{ why: '电话回访举报人' }]);
  });

  it('is not overwritten by what a page showed masked', async () => {
    const lead = (await register()).json;
    const answer = await officer.call('PATCH', `/api/leads/${lead.id}`, {
      version: lead.version,
      informantPhone: lead.form.informantPhone,
    });
    expect(answer).toMatchObject({ status: 400, json: { message: expect.stringContaining('脱敏') } });
  });
});

describe('what belongs to the source', () => {
  it('is asked for, checked and kept', async () => {
    const without = await register({ source: 'sampling', sourceFields: {} });
    expect(without).toMatchObject({
      status: 400,
      json: { problems: [{ path: 'sourceFields.reportNumber' }] },
    });
    const wrong = await register({
      source: 'media',
      sourceFields: { media: '某报', publishedOn: '昨天', weird: 'x' },
    });
    expect(wrong.json.problems.map(({ path }: { path: string }) => path)).toEqual([
      'sourceFields.publishedOn',
      'sourceFields.weird',
    ]);
    const good = await register({ source: 'sampling', sourceFields: { reportNumber: 'WJ-2026-01' } });
    expect(good.json.form.sourceFields).toEqual({ reportNumber: 'WJ-2026-01' });
  });

  it('refuses a day in the future', async () => {
    expect(await register({ foundOn: '2026-10-13' })).toMatchObject({
      status: 400,
      json: { problems: [{ path: 'foundOn' }] },
    });
  });
});

describe('attachments', () => {
  const attach = (id: string, name: string, content: Buffer | Readable) => {
    const head = `--x\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: application/pdf\r\n\r\n`;
    const payload =
      content instanceof Buffer
        ? Buffer.concat([Buffer.from(head), content, Buffer.from('\r\n--x--\r\n')])
        : Readable.from(
            (async function* () {
              yield Buffer.from(head);
              yield* content;
              yield Buffer.from('\r\n--x--\r\n');
            })(),
          );
    return officer.inject({
      method: 'POST',
      url: `/api/leads/${id}/attachments`,
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      payload,
    });
  };

  it('are kept once by their content, reached through the lead only, and taken off by who put them there', async () => {
    const lead = (await register()).json;
    const file = Buffer.from('%PDF-1.7 移送函');
    await attach(lead.id, '移送函.pdf', file);
    const twice = await attach(lead.id, '移送函.pdf', file);
    expect(twice.json.attachments).toHaveLength(1);
    const [{ id }] = twice.json.attachments;
    const path = `/api/leads/${lead.id}/attachments/${id}`;
    expect((await officer.call('GET', path)).text).toContain('移送函');
    const elsewhere = await t.officer({ role: 'inspector', region: '640521' });
    expect((await elsewhere.call('GET', path)).status).toBe(404);
    const colleague = await t.officer({ role: 'inspector', region: '640500' });
    expect((await colleague.call('DELETE', path)).status).toBe(403);
    expect((await officer.call('DELETE', path)).json.attachments).toEqual([]);
    expect((await officer.call('GET', path)).status).toBe(404);
  });

  it('are refused with words when they are programs, empty or 200 MB', async () => {
    const lead = (await register()).json;
    expect(await attach(lead.id, '木马.exe', Buffer.from('MZ'))).toMatchObject({
      status: 400,
      json: { message: expect.stringContaining('木马.exe') },
    });
    expect(await attach(lead.id, '空.pdf', Buffer.alloc(0))).toMatchObject({
      status: 400,
      json: { message: expect.stringContaining('空文件') },
    });
    const megabyte = Buffer.alloc(1024 * 1024, 'a');
    const large = Readable.from(
      (async function* () {
        for (let sent = 0; sent < 200; sent += 1) yield megabyte;
      })(),
    );
    expect(await attach(lead.id, '视频.mp4', large)).toMatchObject({
      status: 413,
      json: { message: expect.stringContaining('50 MB') },
    });
  });
});
