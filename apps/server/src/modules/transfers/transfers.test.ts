import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyParcel } from '@wangjian/evidence/parcel/verify-parcel.ts';
import { sealCapture } from '@wangjian/evidence/seal/seal-capture.ts';
import { sampleCapture } from '@wangjian/evidence/testing/sample-capture.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, type TestUser, testApp } from '../../platform/test/test-app.ts';
import { codeIn, desk, MATTER, receiverForm } from './test-desk.ts';

/** A browser is started to print the letter: half a minute where many tests start theirs at once. */
const PRINTING_MS = 120_000;

let t: TestApp;
let d: Awaited<ReturnType<typeof desk>>;
beforeAll(async () => {
  t = await testApp();
  d = await desk(t);
});
afterAll(() => t.close());

/** A lead that was accepted and is being checked by the officer's own office. */
async function checkedLead(): Promise<string> {
  const dispatcher = await t.officer({ role: 'dispatcher', region: '640500' });
  const answer = await dispatcher.call('POST', '/api/leads', {
    title: '某某旗舰店涉嫌侵犯地理标志证明商标',
    source: 'search',
    region: '640502',
    party: '某某商贸有限公司',
    url: 'https://shop.example.cn/item',
    foundOn: '2026-10-10',
    content: '网店使用“中宁枸杞”商标。',
  });
  expect(answer.status, answer.text).toBe(200);
  const { id, version } = answer.json;
  for (const verb of ['accept', 'take']) {
    const leads = [{ id, version: verb === 'accept' ? version : version + 1 }];
    const done = await dispatcher.call('POST', `/api/leads/${verb}`, { leads });
    expect(done.json.done, done.text).toEqual([id]);
  }
  return id;
}
const lead = async (id: string) => (await d.officer.call('GET', `/api/leads/${id}`)).json;

describe('a transfer to an authority without this system', () => {
  it('leaves as a package, is signed for by code and comes back with its result', {
    timeout: PRINTING_MS,
  }, async () => {
    const onId = await checkedLead();
    const prefill = (await d.officer.call('GET', `/api/transfers/prefill?onId=${onId}`)).json;
    expect(prefill.form).toMatchObject({ onId, party: '某某商贸有限公司' });
    const opened = await d.open({
      ...prefill.form,
      to: MATTER.to,
      address: MATTER.address,
      dueOn: '2026-11-02',
      key: 'open-1',
    });
    const again = await d.open({
      ...prefill.form,
      to: MATTER.to,
      address: MATTER.address,
      dueOn: '2026-11-02',
      key: 'open-1',
    });
    expect(again.id).toBe(opened.id);
    expect(opened).toMatchObject({ status: 'draft', reach: 'outside', leadId: onId });
    expect(opened.form.address).not.toContain('一号');
    expect((await lead(onId)).resolved).toEqual({ by: 'transfer', id: opened.id });

    const uploaded = await d.officer.inject({
      method: 'POST',
      url: `/api/transfers/${opened.id}/attach`,
      headers: { 'content-type': 'multipart/form-data; boundary=b' },
      payload:
        '--b\r\ncontent-disposition: form-data; name="file"; filename="权利人声明.txt"\r\n\r\n声明内容\r\n--b--\r\n',
    });
    expect(uploaded.status, uploaded.text).toBe(200);

    const letter = await d.sign(opened.documentId);
    const code = codeIn(letter);
    expect((await receiverForm(t, '/receipt', { code })).statusCode).toBe(404);
    expect(await d.read(opened.id)).toMatchObject({ status: 'signed', number: letter.number });

    const sent = await d.act(opened.id, 'send');
    expect(sent).toMatchObject({ status: 'sent', sentOn: '2026-10-12', dueOn: '2026-11-02' });
    expect(sent.custody.map(({ act }: { act: string }) => act)).toEqual(['packed', 'handed']);
    expect(sent.deadlines[0]).toMatchObject({ title: '反馈期限', due: '2026-11-02' });
    await t.runJobs();
    const packed = await d.read(opened.id);
    expect(packed.items.map(({ kind }: { kind: string }) => kind).sort()).toEqual([
      'file',
      'letter',
      'letter',
    ]);

    const page = await receiverForm(t, '/receipt', { code });
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain(packed.package.sha256);
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    const parcel = await receiverForm(t, '/receipt/package', { code });
    expect(parcel.headers['content-type']).toBe('application/zip');
    const folder = await mkdtemp(join(tmpdir(), 'parcel-'));
    try {
      const file = join(folder, 'parcel.zip');
      await writeFile(file, parcel.rawPayload);
      const verified = await verifyParcel(file);
      expect(verified).toMatchObject({ verdict: 'intact' });
      expect(verified!.custody).toHaveLength(2);
      const at = parcel.rawPayload.indexOf('声明内容');
      parcel.rawPayload[at] = parcel.rawPayload[at]! ^ 1;
      await writeFile(file, parcel.rawPayload);
      expect(await verifyParcel(file)).toMatchObject({ verdict: 'tampered' });
    } finally {
      await rm(folder, { recursive: true });
    }

    const early = await receiverForm(t, '/receipt/result', {
      ...{ code, result: 'filed', text: '已立案', name: '王小五' },
    });
    expect([early.statusCode, early.body.includes('请先签收')]).toEqual([409, true]);
    const half = await receiverForm(t, '/receipt/sign', {
      ...{ code, answer: 'return', name: '王小五', org: '某某省局', phone: '0551-62000000' },
    });
    expect([half.statusCode, half.body.includes('请选择原因并写明理由')]).toEqual([400, true]);
    const hostile = '<script>alert(1)</script>省局';
    const signed = await receiverForm(t, '/receipt/sign', {
      ...{ code, answer: 'accept', name: '王小五', org: hostile, phone: '0551-62000000' },
    });
    expect([signed.statusCode, signed.body.includes('已签收')]).toEqual([200, true]);
    const accepted = await d.read(opened.id);
    expect(accepted).toMatchObject({ status: 'accepted', receiver: { name: '王小五', org: hostile } });
    expect(accepted.receiver.phone).not.toContain('62000000');
    expect(await lead(onId)).toMatchObject({ status: 'reviewing', result: 'transferred' });
    const twice = await receiverForm(t, '/receipt/sign', {
      ...{ code, answer: 'accept', name: '王小五', org: '某某省局', phone: '0551-62000000' },
    });
    expect(twice.statusCode).toBe(409);
    expect((await receiverForm(t, '/receipt', { code })).body).not.toContain('<script');

    const result = await receiverForm(t, '/receipt/result', {
      ...{ code, result: 'filed', text: '已立案，罚款二万元。', name: '王小五' },
    });
    expect([result.statusCode, result.body.includes('已提交查处情况')]).toEqual([200, true]);
    const done = await d.read(opened.id);
    expect(done).toMatchObject({
      status: 'done',
      result: 'filed',
      closedOn: '2026-10-12',
      custodyIntact: true,
    });
    expect(done.custody.map(({ act }: { act: string }) => act)).toEqual([
      ...['packed', 'handed', 'downloaded', 'received', 'accepted'],
    ]);
    expect(done.deadlines.every(({ ended }: { ended: string | null }) => ended !== null)).toBe(true);
    // A code lives no longer than the matter.
    t.clock.advance(86_400_000);
    expect((await receiverForm(t, '/receipt', { code })).statusCode).toBe(404);
    t.clock.advance(-86_400_000);
  });

  it('runs an officer’s own entries of what came on paper, and a new code ends the old one', async () => {
    const opened = await d.open({ kind: 'assistance', reason: '请协助调取工商登记档案。' });
    const letter = await d.sign(opened.documentId);
    await d.act(opened.id, 'send');
    const { version } = await d.read(opened.id);
    const renewed = await d.officer.call('POST', `/api/transfers/${opened.id}/new-code`, { version });
    expect((await receiverForm(t, '/receipt', { code: codeIn(letter) })).statusCode).toBe(404);
    expect((await receiverForm(t, '/receipt', { code: renewed.json.code })).statusCode).toBe(200);
    const received = await d.act(opened.id, 'record-receipt', {
      ...{ name: '赵六', org: '某某省市场监督管理局', phone: '0551-62000000', on: '2026-10-12' },
    });
    // 程序规定 art. 45: fifteen working days from the receipt.
    expect(received.deadlines[0]).toMatchObject({ rule: 'assistance-letter', due: '2026-11-02' });
    await d.act(opened.id, 'record-accept', { opinion: '已安排', on: '2026-10-12' });
    const done = await d.act(opened.id, 'record-result', {
      ...{ result: 'assisted', opinion: '已寄来登记档案。', on: '2026-10-12' },
    });
    expect(done).toMatchObject({ status: 'done', result: 'assisted' });
    expect(done.deadlines[0]).toMatchObject({ lamp: 'done' });
  });
});

describe('a letter that comes in on paper', () => {
  it('is registered, extended before its end and answered by a signed letter', async () => {
    const answer = await d.officer.call('POST', '/api/transfers/incoming', {
      ...{ kind: 'assistance', region: '640502', from: '某某市市场监督管理局', title: '协助调查某公司' },
      ...{ letterNumber: '某市监协查〔2026〕3号', letterOn: '2026-10-08', receivedOn: '2026-10-09' },
      ...{ facts: '该局正在查办一案。', reason: '请核实经营场所。', contact: '钱七', contactPhone: '0551-1' },
      key: 'in-1',
    });
    expect(answer.status, answer.text).toBe(200);
    const { id } = answer.json;
    expect(answer.json).toMatchObject({ direction: 'in', status: 'received', receivedOn: '2026-10-09' });
    expect(answer.json.deadlines[0]).toMatchObject({ rule: 'assistance-letter', due: '2026-10-29' });
    const refused = await d.officer.call('POST', `/api/transfers/${id}/accept`, {
      ...{ version: answer.json.version, asLead: true },
    });
    expect(refused.status).toBe(400);
    await d.act(id, 'accept');
    const extended = await d.act(id, 'extend', { days: 5, opinion: '需要实地核查' });
    expect(extended.deadlines[0].due > '2026-10-29').toBe(true);
    const reply = await d.act(id, 'draft-reply', { result: 'assisted', opinion: '经查无经营场所。' });
    const { version } = await d.read(id);
    const early = await d.officer.call('POST', `/api/transfers/${id}/feed-back`, {
      ...{ version, result: 'assisted', opinion: '经查无经营场所。' },
    });
    expect([early.status, early.json.message]).toEqual([409, expect.stringContaining('复函还没有签发')]);
    const letter = await d.sign(reply.replyDocumentId, { contact: '承办员', contactPhone: '0955-7000000' });
    const done = await d.act(id, 'feed-back', { result: 'assisted', opinion: '经查无经营场所。' });
    expect(done).toMatchObject({ status: 'done', replyNumber: letter.number });
  });

  it('asks the city for the result when the county, which cannot see the letter, has closed its lead', async () => {
    const units = {
      city: await t.unit({ name: '市局', level: 'city', region: '640500' }),
      county: await t.unit({ name: '某区局', level: 'county', region: '640502' }),
    };
    const city = await t.officer({ role: 'dispatcher', region: '640500', orgId: units.city });
    const county = await t.officer({ role: 'dispatcher', region: '640502', orgId: units.county });
    const arrived = await city.call('POST', '/api/transfers/incoming', {
      ...{ kind: 'transfer', region: '640500', from: '某市市场监督管理局', title: '某店涉嫌虚假宣传' },
      ...{ receivedOn: '2026-10-09', facts: '页面宣称有疗效。', reason: '在你局辖区。' },
      ...{ contact: '钱七', contactPhone: '0551-1', party: '某店' },
    });
    expect(arrived.status, arrived.text).toBe(200);
    const { leadId } = await d.act(arrived.json.id, 'accept', { asLead: true }, city);
    const on = async (as: TestUser, method: 'POST' | 'PATCH', path: string, body: object) => {
      const { version } = (await as.call('GET', `/api/leads/${leadId}`)).json;
      const several = method === 'POST' && !path.startsWith('/');
      const answer = await as.call(
        method,
        several ? `/api/leads/${path}` : `/api/leads/${leadId}${path}`,
        several ? { leads: [{ id: leadId, version }], ...body } : { version, ...body },
      );
      expect(answer.status, answer.text).toBe(200);
    };
    await on(city, 'PATCH', '', { region: '640502' });
    for (const verb of ['accept', 'take']) await on(county, 'POST', verb, {});
    const check = {
      checkedOn: '2026-10-12',
      way: 'online',
      content: '核对网页',
      finding: '属实',
      officers: ['甲', '乙'],
    };
    await on(county, 'POST', '/checks', check);
    await on(county, 'POST', '/feedback', { result: 'rectified', facts: '属实', handling: '已删除' });
    for (const verb of ['approve', 'close']) await on(county, 'POST', verb, {});
    expect((await county.call('GET', `/api/transfers/${arrived.json.id}`)).status).toBe(404);
    await t.runJobs();
    const { items } = (await city.call('GET', '/api/inbox')).json;
    expect(items.map(({ title }: { title: string }) => title).join()).toContain(
      '线索已办结，请向某市市场监督管理局反馈查处情况',
    );
  });
});

describe('a transfer to another bureau of this installation', () => {
  let other: TestUser;
  beforeAll(async () => {
    const office = await t.unit({ name: '吴忠市市场监督管理局', level: 'city', region: '640300' });
    other = await t.officer({ role: 'dispatcher', region: '640300', name: '接收员', orgId: office });
  });

  it('arrives in its list, becomes its lead, and the result comes back to the finder', {
    timeout: PRINTING_MS,
  }, async () => {
    const onId = await checkedLead();
    const opened = await d.open({ ...MATTER, reach: 'bureau', to: '', toBureau: '640300', onId });
    expect(opened.counterpart).toBe('吴忠市市场监督管理局');
    const second = await d.officer.call('POST', '/api/transfers', { ...MATTER, onId });
    expect([second.status, second.json.message]).toEqual([409, expect.stringContaining('正在移送')]);
    await d.sign(opened.documentId);
    await d.act(opened.id, 'send');
    await t.runJobs();
    const list = (await other.call('GET', '/api/transfers?direction=in')).json;
    expect(list.items).toHaveLength(1);
    const { id } = list.items[0];
    expect(list.items[0]).toMatchObject({ status: 'sent', counterpart: '中卫市沙坡头区市场监督管理局' });
    const inbox = (await other.call('GET', '/api/inbox')).json;
    expect(inbox.items[0].title).toContain('待签收');
    const { counts } = (await other.call('GET', '/api/workbench')).json;
    expect(counts).toContainEqual(expect.objectContaining({ name: '待签收来函', value: 1 }));
    const taken = await d.act(id, 'receive', {}, other);
    expect(taken.items.some(({ kind }: { kind: string }) => kind === 'letter')).toBe(true);
    const accepted = await d.act(id, 'accept', { asLead: true, opinion: '属我局管辖' }, other);
    expect(accepted.leadId).toMatch(/^lead_640300_/);
    await t.runJobs();
    expect(await d.read(opened.id)).toMatchObject({ status: 'accepted', custodyIntact: true });
    expect(await lead(onId)).toMatchObject({ status: 'reviewing', result: 'transferred' });
    const theirs = (await other.call('GET', `/api/leads/${accepted.leadId}`)).json;
    expect(theirs).toMatchObject({ source: 'region', status: 'sorting', region: '640300' });
    expect((await d.officer.call('GET', `/api/leads/${accepted.leadId}`)).status).toBe(404);
    await d.act(opened.id, 'urge', { opinion: '请抓紧办理' });
    await t.runJobs();
    expect((await other.call('GET', '/api/inbox')).json.items[0].title).toContain('催办');
    await d.act(id, 'feed-back', { result: 'corrected', opinion: '已责令改正。' }, other);
    await t.runJobs();
    const done = await d.read(opened.id);
    expect(done).toMatchObject({ status: 'done', result: 'corrected', resultText: '已责令改正。' });
    expect((await d.read(id, other)).custodyIntact).toBe(true);
    expect((await d.read(id, other)).custody).toHaveLength(4);
    // Both files of the letter can be read on the other side, through the record there and no other way.
    const [item] = taken.items;
    expect((await other.call('GET', `/api/transfers/${id}/items/${item.id}`)).status).toBe(200);
    expect((await other.call('GET', `/api/transfers/${opened.id}/items/${item.id}`)).status).toBe(404);
    expect((await other.call('GET', `/api/transfers/${id}/package`)).status).toBe(200);
  });

  it('runs the fifteen working days of an assistance on both sides, and prolongs them on both', {
    timeout: PRINTING_MS,
  }, async () => {
    const opened = await d.open({
      ...{ kind: 'assistance', reach: 'bureau', to: '', toBureau: '640300', dueOn: '2026-10-20' },
    });
    await d.sign(opened.documentId);
    await d.act(opened.id, 'send');
    await t.runJobs();
    const { id } = (await other.call('GET', '/api/transfers?direction=in&status=sent')).json.items[0];
    await d.act(id, 'receive', {}, other);
    await d.act(id, 'accept', {}, other);
    await d.act(id, 'extend', { days: 5, opinion: '需要实地核查' }, other);
    await t.runJobs();
    const due = (one: { deadlines: { rule: string; due: string }[] }) =>
      one.deadlines.find(({ rule }) => rule === 'assistance-letter')!.due;
    // Fifteen working days from 12 October 2026 end on 2 November, five more on the 9th.
    expect([due(await d.read(id, other)), due(await d.read(opened.id))]).toEqual([
      '2026-11-09',
      '2026-11-09',
    ]);
  });

  it('comes back with the reason, and over jurisdiction the consultation begins', {
    timeout: PRINTING_MS,
  }, async () => {
    const onId = await checkedLead();
    const opened = await d.open({ ...MATTER, reach: 'bureau', to: '', toBureau: '640300', onId });
    await d.sign(opened.documentId);
    await d.act(opened.id, 'send');
    await t.runJobs();
    const { id } = (await other.call('GET', '/api/transfers?direction=in&status=sent')).json.items[0];
    await d.act(id, 'receive', {}, other);
    await d.act(id, 'return', { reason: 'jurisdiction', opinion: '实际经营地不在我市' }, other);
    await t.runJobs();
    const back = await d.read(opened.id);
    expect(back).toMatchObject({ status: 'returned', returned: { reason: 'jurisdiction' } });
    // 程序规定 art. 13: seven working days from the dispute.
    expect(back.deadlines.find(({ ended }: { ended: unknown }) => ended === null)).toMatchObject({
      ...{ rule: 'jurisdiction-consultation', due: '2026-10-21' },
    });
    expect((await lead(onId)).status).toBe('checking');
    expect((await d.act(opened.id, 'close', { opinion: '协商由本局办理' })).status).toBe('done');
    expect((await lead(onId)).status).toBe('checking');
  });
});

it('hands the sealed pages of a lead over with custody, to be checked on the other side', {
  timeout: PRINTING_MS,
}, async () => {
  const onId = await checkedLead();
  const folder = await mkdtemp(join(tmpdir(), 'sealed-'));
  const evidenceId = onId.replace('lead', 'evidence');
  let sha256 = '';
  try {
    const file = join(folder, 'page.wacz');
    await sealCapture(await sampleCapture(), file);
    const stored = await t.app.kernel.files.put(await readFile(file));
    sha256 = stored.sha256;
    await t.app.kernel.owner.query(
      `INSERT INTO evidence (bureau, id, region, url, title, status, warc_blob, warc_offset, warc_length, terms,
         fetched_at, queued_at, sealed_at, sealed_by, bytes, sha256, file_blob)
       VALUES ('640500', $1, '640502', 'https://shop.example/goods/1', '枸杞原浆', 'sealed', 'x', $3, 1, '{}',
         now(), now(), now(), '系统', $4, $2, $2)`,
      [evidenceId, sha256, Math.floor(Math.random() * 1e9), stored.bytes],
    );
    await t.app.kernel.owner.query(
      `INSERT INTO evidence_links (bureau, evidence_id, on_id, region) VALUES ('640500', $1, $2, '640502')`,
      [evidenceId, onId],
    );
    const prefill = (await d.officer.call('GET', `/api/transfers/prefill?onId=${onId}`)).json;
    expect(prefill.form.evidenceIds).toEqual([evidenceId]);
    const opened = await d.open({ kind: 'inform', onId, evidenceIds: [evidenceId] });
    const letter = await d.sign(opened.documentId);
    expect(letter.values.materials[0].sha256).toBe(sha256);
    await d.act(opened.id, 'send');
    await t.runJobs();
    const sent = await d.read(opened.id);
    expect(sent.custody.map(({ files }: { files: number }) => files)).toEqual([1, 1]);
    const parcel = await receiverForm(t, '/receipt/package', { code: codeIn(letter) });
    await writeFile(file, parcel.rawPayload);
    const verified = (await verifyParcel(file))!;
    expect(verified.checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(verified.checks.some(({ name }) => name.endsWith('.wacz'))).toBe(true);
    const links = verified.custody as { sha256s: string[] }[];
    expect(links.every((link) => link.sha256s.includes(sha256))).toBe(true);
    // 函告 needs no acceptance: closing it ends the lead's handling here.
    await d.act(opened.id, 'close', { opinion: '已寄出，对方电话告知收悉' });
    expect(await lead(onId)).toMatchObject({ status: 'reviewing', result: 'transferred' });
  } finally {
    await rm(folder, { recursive: true });
  }
});

it('asks for what is missing and refuses what leads move themselves', async () => {
  const onId = await checkedLead();
  const unit = await t.unit({ name: '中卫市综合执法支队', level: 'section', region: '640500' });
  const police = await t.unit({ name: '中卫市公安局', level: 'department', region: '640500' });
  const tries: [object, string][] = [
    [{ reach: 'unit', toOrgId: unit, to: '', onId }, '分派'],
    [{ reach: 'unit', toOrgId: police, to: '' }, '凭接收码签收'],
    [{ reach: 'bureau', to: '', toBureau: '640500' }, '对方是本局'],
    [{ reach: 'bureau', to: '', toBureau: '110100' }, '没有使用本系统'],
    [{ to: '' }, '请填写对方单位的全称'],
    [{ dueOn: '2026-10-01' }, '反馈期限不能早于今天'],
    [{ uscc: '91640500MA76E1XX0B' }, '校验位不对'],
    [{ evidenceIds: [onId.replace('lead', 'evidence')], onId }, '不属于该记录'],
  ];
  for (const [form, words] of tries) {
    const { status, json } = await d.officer.call('POST', '/api/transfers', { ...MATTER, ...form });
    expect([status, json.message]).toEqual([400, expect.stringContaining(words)]);
  }
  const fine = await d.open({ reach: 'unit', toOrgId: unit, to: '' });
  expect(fine.counterpart).toContain('综合执法支队');
  const { units } = (await d.officer.call('GET', '/api/transfers/receivers')).json;
  const offered = units.map(({ id }: { id: string }) => id);
  expect([offered.includes(unit), offered.includes(police)]).toEqual([true, false]);
  expect((await d.officer.call('GET', '/api/transfers/of-cases')).json).toEqual({ items: [], total: 0 });
  const dispatcher = await t.officer({ role: 'dispatcher', region: '640500' });
  const table = await dispatcher.call('GET', '/api/transfers/export?format=csv');
  expect(table.text).toContain('综合执法支队');
  const letters = await dispatcher.call('GET', '/api/transfers/of-cases/export?format=csv');
  expect([letters.status, letters.text.includes('对方单位')]).toEqual([200, true]);
  const plain = await dispatcher.call('POST', `/api/transfers/${fine.id}/unmask`, {
    reason: '核对当事人住所',
  });
  expect(plain.json.address).toContain('一号');
});
