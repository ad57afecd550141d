import { GUIDANCE_STATUSES, type GuidanceStatus } from '@wangjian/core/guidance.ts';
import fc from 'fast-check';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, type TestUser, testApp } from '../../platform/test/test-app.ts';
import type { GuidanceAction } from './contract.ts';
import { allowedActions } from './lifecycle.ts';
import { suggestHandling } from './suggest.ts';

let t: TestApp;
let owner: Client;
let officer: TestUser;
let signer: TestUser;
let second: TestUser;
beforeAll(async () => {
  t = await testApp();
  owner = new Client(t.database.urls.owner);
  await owner.connect();
  officer = await t.officer({ role: 'inspector', region: '640502', name: '承办员' });
  signer = await t.officer({ role: 'approver', region: '640502', name: '审核负责人' });
  second = await t.officer({ role: 'approver', region: '640500', name: '签发负责人' });
});
afterAll(async () => {
  await owner.end();
  await t.close();
});

const FORM = {
  kind: 'admonition',
  region: '640502',
  title: '某某旗舰店使用绝对化用语',
  party: '中卫市某某商贸有限公司',
  facts: '网店首页发布“全网最低价”广告。',
  articles: ['《中华人民共和国广告法》第九条'],
  violations: ['absolute-terms-ad'],
  dueOn: '2026-10-20',
};
async function open(form: object = {}) {
  const answer = await officer.call('POST', '/api/guidance', { ...FORM, ...form });
  expect(answer.status, answer.text).toBe(200);
  return answer.json;
}
const post = (user: TestUser, path: string, body: object) => user.call('POST', path, body);
const read = async (id: string) => (await officer.call('GET', `/api/guidance/${id}`)).json;

/** Fills the document, has it signed and served; returns the code that stands in it. */
async function serve(documentId: string): Promise<string> {
  const path = `/api/documents/${documentId}`;
  let document = (await officer.call('GET', path)).json;
  const filled = { advice: '立即删除有关用语。', contact: '李四', contactPhone: '0955-7000000' };
  document = (await officer.call('PATCH', path, { values: filled, version: document.version })).json;
  expect(document.missing).toEqual([]);
  document = (await post(officer, `${path}/submit`, { version: document.version })).json;
  document = (await post(signer, `${path}/decide`, { decision: 'approve', version: document.version })).json;
  document = (await post(second, `${path}/decide`, { decision: 'sign', version: document.version })).json;
  const code = /答复码：(\S+)/.exec(document.values.replyLink)![1]!;
  const early = await form('/answer', { code });
  expect(early.status).toBe(404);
  document = (
    await post(officer, `${path}/services`, {
      manner: 'direct',
      recipient: FORM.party,
      servedOn: '2026-10-12',
      officers: '承办员、李四',
      version: document.version,
    })
  ).json;
  expect(document.status).toBe('served');
  return code;
}

/** A form sent by a browser without a session. */
async function form(url: string, fields: Record<string, string>, files: readonly Buffer[] = []) {
  const boundary = 'test-boundary';
  const parts = [
    ...Object.entries(fields).map(([name, value]) =>
      Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
    ),
    ...files.map((file, index) =>
      Buffer.concat([
        Buffer.from(
          `--${boundary}\r\ncontent-disposition: form-data; name="files"; filename="f${index}.png"\r\ncontent-type: image/png\r\n\r\n`,
        ),
        file,
        Buffer.from('\r\n'),
      ]),
    ),
    Buffer.from(`--${boundary}--\r\n`),
  ];
  // Another minute for each call: the limit of calls has a test of its own.
  t.clock.advance(60_000);
  return await t.anonymous().inject({
    method: 'POST',
    url,
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat(parts),
  });
}
const PNG = Buffer.from('\x89PNG\r\n\x1a\nnot really a picture', 'latin1');

describe('what the law says of minor offences', () => {
  const basesOf = (violations: readonly string[], corrected: boolean | 'still-found' = false) =>
    suggestHandling({ violations, earlier: 0, corrected });

  it('cites the guide on absolute terms for absolute terms only, and 令56 for prices', () => {
    const of = (...violations: string[]) => basesOf(violations).map(({ basis }) => basis);
    expect(of('medical-ad-prohibited-claims').join()).not.toContain('执法指南');
    expect(of('medical-ad-prohibited-claims', 'absolute-terms-ad')).toContain(
      '《广告绝对化用语执法指南》第十一条',
    );
    expect(of('false-original-price')).toContain('《明码标价和禁止价格欺诈规定》第二十六条');
  });

  it('does not call corrected what a re-check still found, whatever the party says', () => {
    const said = basesOf([], 'still-found').find(({ text }) => text.includes('复查网页仍发现'));
    expect(said?.verdict).toBe('speaks-against');
  });
});

describe('a guidance', () => {
  it('runs from the document over service and the answer of the party to its end', async () => {
    const made = await open();
    expect(made).toMatchObject({ status: 'draft', allowed: ['cancel', 'comment'] });
    const code = await serve(made.documentId);
    const waiting = await read(made.id);
    expect(waiting).toMatchObject({
      status: 'waiting',
      servedOn: '2026-10-12',
      dueOn: '2026-10-20',
      answerOpen: true,
    });
    expect(waiting.number).toMatch(/^卫沙市监诫〔2026〕\d+号$/);

    const seen = await form('/answer', { code: code.toLowerCase().replaceAll('-', ' ') });
    expect(seen.status).toBe(200);
    expect(seen.text).toContain('全网最低价');
    expect(seen.text).toContain('《中华人民共和国广告法》第九条');
    expect(String(seen.headers['content-security-policy'])).toContain("default-src 'none'");

    const fields = {
      code,
      kind: 'corrected',
      text: '已删除<script>alert(1)</script>',
      by: '张三',
      contact: '13909550000',
    };
    const refused = await form('/answer/send', fields, [Buffer.from('<html>')]);
    expect(refused.status).toBe(400);
    // What was typed is not lost with the file.
    expect(refused.text).toContain('不是图片或 PDF');
    expect(refused.text).toContain('>已删除&#60;script&#62;alert(1)&#60;/script&#62;</textarea>');
    expect((await form('/answer/send', fields, [PNG])).status).toBe(200);
    const again = await form('/answer', { code });
    expect(again.text).not.toContain('<script>');
    expect(again.text).toContain('&#60;script&#62;');

    const answered = await read(made.id);
    expect(answered).toMatchObject({ status: 'answered', answers: 1 });
    expect(answered.answerList[0]).toMatchObject({ kind: 'corrected', contact: '139****0000' });
    const file = answered.answerList[0].files[0];
    const picture = await officer.call('GET', `/api/guidance/${made.id}/files/${file.id}`);
    expect(picture.headers['content-type']).toBe('image/png');
    expect(String(picture.headers['content-security-policy'])).toContain('sandbox');
    expect(answered.advice.map(({ basis }: { basis: string }) => basis)).toContain(
      '《广告绝对化用语执法指南》第十条',
    );

    const closed = await post(officer, `/api/guidance/${made.id}/close`, {
      version: answered.version,
      result: 'corrected',
      opinion: '已改正',
    });
    expect(closed.json).toMatchObject({ status: 'closed', result: 'corrected', answerOpen: false });
    expect((await form('/answer', { code })).status).toBe(404);
  });

  it('of a page is closed as corrected only with evidence of after, or seen on site', async () => {
    const made = await open({ url: 'https://shop.example.cn/' });
    await serve(made.documentId);
    const { version } = await read(made.id);
    const body = { version, result: 'corrected', opinion: '已改正' };
    const refused = await post(officer, `/api/guidance/${made.id}/close`, body);
    expect(refused.status).toBe(409);
    expect(refused.json.message).toContain('复查');
    const seen = await post(officer, `/api/guidance/${made.id}/close`, { ...body, seenOnSite: true });
    expect(seen.status).toBe(200);
  });

  it('takes the page that a re-check read as evidence of after, and says what is still found', async () => {
    const url = 'https://shop.example.cn/item/1';
    const made = await open({ url });
    await serve(made.documentId);
    const waiting = await read(made.id);
    const path = `/api/guidance/${made.id}`;
    const rechecking = await post(officer, `${path}/recheck`, { version: waiting.version });
    expect(rechecking.json).toMatchObject({ status: 'rechecking', recheck: { state: 'running' } });
    const { patrolId } = rechecking.json.recheck;
    // What the worker of the patrol writes when it has read the page.
    await owner.query(
      `INSERT INTO pages (bureau, month, id, region, patrol_site_id, url, final_url, status, title, bytes, truncated,
         warc_blob, warc_offset, warc_length, fetched_at)
       SELECT bureau, 202610, 'page_640500_01M4PTC3S0E7JZKHCS2PGMY96B', region, id, $2, $2, 200, '商品', 10, false,
         repeat('a', 64), 0, 10, now() FROM patrol_sites WHERE patrol_id = $1`,
      [patrolId, url],
    );
    const seen = await read(made.id);
    expect(seen.recheck).toMatchObject({ state: 'read', stillFound: 0 });
    const body = { version: seen.version, result: 'corrected', opinion: '已改正' };
    const closed = await post(officer, `${path}/close`, body);
    expect(closed.status, closed.text).toBe(200);
    expect(closed.json.evidenceAfter).toEqual([expect.stringMatching(/^evidence_640500_/)]);
    expect(closed.json.evidenceBefore).not.toContain(closed.json.evidenceAfter[0]);
  });

  it('reads every page that a platform was asked to take down, and does not end before each was read', async () => {
    const items = [1, 2].map((one) => ({ title: `商品${one}`, url: `https://plat.example.cn/item/${one}` }));
    const made = await open({ kind: 'takedown', dueOn: null, items, url: items[0]!.url });
    await owner.query("UPDATE guidances SET status = 'answered' WHERE id = $1", [made.id]);
    const path = `/api/guidance/${made.id}`;
    const rechecking = (await post(officer, `${path}/recheck`, { version: made.version })).json;
    expect(rechecking.recheck.pages.map(({ url }: { url: string }) => url)).toEqual(
      items.map(({ url }) => url),
    );
    const read1 = async (item: number, status: number) =>
      await owner.query(
        `INSERT INTO pages (bureau, month, id, region, patrol_site_id, url, final_url, status, title, bytes, truncated,
           warc_blob, warc_offset, warc_length, fetched_at)
         SELECT bureau, 202610, $4, region, id, $2, $2, $3, '商品', 10, false, repeat('b', 64), 0, 10, now()
           FROM patrol_sites WHERE patrol_id = $1 AND seed = $2`,
        [
          rechecking.recheck.patrolId,
          items[item]!.url,
          status,
          `page_640500_01M4PTC3S0E7JZKHCS2PGMY9${item}A`,
        ],
      );
    await read1(0, 404);
    const half = await read(made.id);
    expect(half.recheck).toMatchObject({
      state: 'running',
      pages: [{ state: 'gone' }, { state: 'running' }],
    });
    const body = { version: half.version, result: 'corrected', opinion: '已删除' };
    expect((await post(officer, `${path}/close`, body)).status).toBe(409);
    await read1(1, 200);
    const closed = await post(officer, `${path}/close`, body);
    expect(closed.status, closed.text).toBe(200);
    expect(closed.json.evidenceAfter).toHaveLength(2);
  });

  it('hides the address of a natural person until a reason is given, and the reason is audited', async () => {
    const home = { address: '宁夏中卫市沙坡头区鼓楼东街1号2栋301', phone: '13909551234' };
    const made = await open({ ...home, party: '张小红', uscc: null });
    expect(made.form).toMatchObject({ address: '宁夏中卫市沙坡头区****', phone: '139****1234' });
    const firm = await open(home);
    expect(firm.form.address).toBe(home.address);
    const path = `/api/guidance/${made.id}/unmask`;
    const whole = await post(officer, path, { reason: '送达文书核对地址' });
    expect(whole.json).toEqual({ ...home, contacts: [] });
    expect((await post(officer, path, { reason: '' })).status).toBe(400);
    const { rows } = await owner.query(
      "SELECT why FROM audit_entries WHERE action = 'guidance.unmask' AND outcome = 'done' AND on_id = $1",
      [made.id],
    );
    expect(rows).toEqual([{ why: '送达文书核对地址' }]);
  });

  it('hands the code for answers over with the letter that calls to an interview', async () => {
    const made = await open({ kind: 'talk', talkAt: '2026-10-15T09:00', talkPlace: '会议室', dueOn: null });
    const { values } = (await officer.call('GET', `/api/documents/${made.documentId}`)).json;
    expect(values.replyLink).toMatch(/答复码：640500-/);
  });

  it('ends the handling of the lead it came from', async () => {
    const lead = (
      await officer.call('POST', '/api/leads', {
        title: '绝对化用语线索',
        source: 'search',
        region: '640502',
        foundOn: '2026-10-10',
        content: '发现绝对化用语',
        violations: ['absolute-terms-ad'],
      })
    ).json;
    const prefilled = await officer.call('GET', `/api/guidance/prefill?leadId=${lead.id}`);
    expect(prefilled.json).toMatchObject({ leadId: lead.id, title: '绝对化用语线索' });
    const made = await open({ leadId: lead.id });
    expect(made.leadId).toBe(lead.id);
    await serve(made.documentId);
    const { version } = await read(made.id);
    const closed = await post(officer, `/api/guidance/${made.id}/close`, {
      version,
      result: 'done',
      opinion: '已完成',
    });
    expect(closed.status, closed.text).toBe(200);
    const { rows } = await owner.query('SELECT resolved_by, resolved_id FROM leads WHERE id = $1', [lead.id]);
    expect(rows[0]).toEqual({ resolved_by: 'guidance', resolved_id: made.id });

    const other = await open({ leadId: lead.id });
    await post(officer, `/api/guidance/${other.id}/cancel`, { version: other.version, reason: '重复' });
    const { timeline } = (await officer.call('GET', `/api/leads/${lead.id}`)).json;
    expect(timeline.map(({ opinion }: { opinion: string | null }) => opinion)).toContain(
      '转行政指导：已撤销（重复）',
    );
  });

  it('tells a stranger nothing: wrong, unknown and expired codes are answered alike, and calls are few', async () => {
    const unknown = await form('/answer', { code: '640500-2222-2222-2222' });
    const wrong = await form('/answer', { code: "' OR 1=1" });
    expect([unknown.status, wrong.status]).toEqual([404, 404]);
    expect(unknown.text).toBe(wrong.text);
    const answers = [];
    for (let call = 0; call < 14; call += 1) {
      answers.push(
        await t.anonymous().inject({
          method: 'POST',
          url: '/answer',
          headers: { 'content-type': 'multipart/form-data; boundary=b' },
          payload: Buffer.from('--b--\r\n'),
        }),
      );
    }
    expect(answers.at(-1)!.status).toBe(429);
  });

  it('is refused every action in a wrong state, by a wrong officer and from outside, and keeps no trace', async () => {
    const users = {
      officer,
      supervisor: await t.officer({ role: 'supervisor', region: '640502' }),
      approver: signer,
      elsewhere: await t.officer({ permissions: ['guidance.read', 'guidance.write'], region: '640521' }),
    };
    const bodies: Record<Exclude<GuidanceAction, 'comment'>, readonly [verb: string, body: object]> = {
      redraft: ['redraft', {}],
      cancel: ['cancel', { reason: '重复' }],
      'talk-record': ['talk-record', {}],
      'new-code': ['new-code', {}],
      answer: ['answers', { kind: 'corrected', text: '已改正', by: '张三' }],
      recheck: ['recheck', {}],
      demand: ['demand', { reason: '没有改完', dueOn: '2026-12-01' }],
      close: ['close', { result: 'not-corrected', opinion: '逾期未改正' }],
    };
    const traces = async (id: string) =>
      (
        await owner.query(
          `SELECT status, version, answers, (SELECT count(*) FROM guidance_events e WHERE e.guidance_id = g.id) AS events
             FROM guidances g WHERE id = $1`,
          [id],
        )
      ).rows[0];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...GUIDANCE_STATUSES),
        fc.constantFrom(...(Object.keys(bodies) as (keyof typeof bodies)[])),
        fc.constantFrom(...(Object.keys(users) as (keyof typeof users)[])),
        async (status: GuidanceStatus, action, who) => {
          const made = await open({ url: 'https://shop.example.cn/' });
          await owner.query('UPDATE guidances SET status = $1 WHERE id = $2', [status, made.id]);
          const before = await traces(made.id);
          const [verb, body] = bodies[action];
          const answer = await users[who].call('POST', `/api/guidance/${made.id}/${verb}`, {
            ...body,
            version: made.version,
          });
          const allowed = allowedActions(status, 'admonition').includes(action);
          const expected =
            who === 'supervisor' || who === 'approver'
              ? 403
              : who === 'elsewhere'
                ? 404
                : allowed
                  ? [200, 409]
                  : 409;
          expect([expected].flat(), `${status} ${action} ${who}: ${answer.text}`).toContain(answer.status);
          if (answer.status !== 200) expect(await traces(made.id)).toEqual(before);
          else expect(allowed).toBe(true);
        },
      ),
      { numRuns: 80 },
    );
  });
});
