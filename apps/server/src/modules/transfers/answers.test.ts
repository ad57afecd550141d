import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestApp, type TestUser, testApp } from '../../platform/test/test-app.ts';
import { codeIn, desk } from './test-desk.ts';

/** A browser is started to print the letter: half a minute where many tests start theirs at once. */
const PRINTING_MS = 120_000;

let t: TestApp;
let d: Awaited<ReturnType<typeof desk>>;
let city: TestUser;
let county: TestUser;
let other: TestUser;
beforeAll(async () => {
  t = await testApp();
  d = await desk(t);
  const units = {
    city: await t.unit({ name: '中卫市局', level: 'city', region: '640500' }),
    other: await t.unit({ name: '吴忠市局', level: 'city', region: '640300' }),
  };
  const countyOf = { name: '沙坡头区局', level: 'county', region: '640502', parentId: units.city } as const;
  const team = { name: '执法大队', level: 'section', region: '640502' } as const;
  const teamId = await t.unit({ ...team, parentId: await t.unit(countyOf) });
  city = await t.officer({ role: 'dispatcher', region: '640500', orgId: units.city });
  county = await t.officer({ role: 'dispatcher', region: '640502', orgId: teamId });
  other = await t.officer({ role: 'dispatcher', region: '640300', orgId: units.other, name: '接收员' });
});
afterAll(() => t.close());

const LETTER = {
  ...{ kind: 'transfer', region: '640500', from: '某市市场监督管理局', title: '某店涉嫌虚假宣传' },
  ...{ receivedOn: '2026-10-09', facts: '页面宣称有疗效。', reason: '在你局辖区。' },
  ...{ contact: '钱七', contactPhone: '0551-1000000', party: '某店' },
};
async function arrived(form: object = {}): Promise<string> {
  const answer = await city.call('POST', '/api/transfers/incoming', { ...LETTER, ...form });
  expect(answer.status, answer.text).toBe(200);
  return answer.json.id;
}
async function attach(id: string, name: string, as: TestUser) {
  const answer = await as.inject({
    method: 'POST',
    url: `/api/transfers/${id}/attach`,
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
    payload: `--b\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n内容\r\n--b--\r\n`,
  });
  expect(answer.status, answer.text).toBe(200);
  return answer.json;
}
/** One step on leads; the lead as it is then. */
async function onLead(id: string, verb: string, body: object = {}, as: TestUser = city) {
  const { version } = (await as.call('GET', `/api/leads/${id}`)).json;
  const answer = await as.call('POST', `/api/leads/${verb}`, { leads: [{ id, version }], ...body });
  expect(answer.json.done, answer.text).toEqual([id]);
}
async function closeLead(id: string): Promise<void> {
  for (const verb of ['accept', 'take']) await onLead(id, verb);
  const step = async (part: string, body: object) => {
    const { version } = (await city.call('GET', `/api/leads/${id}`)).json;
    const answer = await city.call('POST', `/api/leads/${id}/${part}`, { version, ...body });
    expect(answer.status, answer.text).toBe(200);
  };
  await step('checks', {
    ...{
      checkedOn: '2026-10-12',
      way: 'online',
      content: '核对网页',
      finding: '属实',
      officers: ['甲', '乙'],
    },
  });
  await step('feedback', { result: 'rectified', facts: '属实', handling: '已删除' });
  for (const verb of ['approve', 'close']) await onLead(id, verb);
}
const kindsOf = (one: { items: { kind: string; name: string }[] }) =>
  one.items.map(({ kind, name }) => `${kind} ${name}`).sort();
const actsOf = (one: { custody: { act: string; byOrg: string }[] }) => one.custody.map(({ act }) => act);
const titles = async (as: TestUser): Promise<string> =>
  (await as.call('GET', '/api/inbox')).json.items.map(({ title }: { title: string }) => title).join();

it('lists what is attached in the letter while it is written, and brings back what the other side hands over', {
  timeout: PRINTING_MS,
}, async () => {
  const opened = await d.open(
    { kind: 'assistance', reach: 'bureau', to: '', toBureau: '640300', reason: '请调取登记档案。' },
    county,
  );
  await attach(opened.id, '委托材料.pdf', county);
  const letter = await d.sign(opened.documentId);
  expect(letter.values.materials).toContain('委托材料.pdf');
  await d.act(opened.id, 'send', {}, county);
  await t.runJobs();
  const { id } = (await other.call('GET', '/api/transfers?direction=in')).json.items[0];
  expect((await d.act(id, 'receive', {}, other)).custody.at(-1)).toMatchObject({
    ...{ act: 'received', byOrg: '吴忠市局', toOrg: '吴忠市局' },
  });
  await d.act(id, 'accept', {}, other);
  await attach(id, '登记档案.pdf', other);
  const done = await d.act(id, 'feed-back', { result: 'assisted', opinion: '档案随附。' }, other);
  expect(actsOf(done)).toEqual(['packed', 'handed', 'received', 'accepted', 'answered']);
  await t.runJobs();
  const back = await d.read(opened.id, county);
  expect(back).toMatchObject({ status: 'done', result: 'assisted', custodyIntact: true });
  expect(kindsOf(back)).toContain('reply 登记档案.pdf');
  expect(back.custody[0].byOrg).toBe('沙坡头区局 执法大队');
  expect(back.custody.at(-1)).toMatchObject({ act: 'answered', files: 1, byOrg: '吴忠市局' });
  const reply = back.items.find(({ kind }: { kind: string }) => kind === 'reply');
  expect((await county.call('GET', `/api/transfers/${opened.id}/items/${reply.id}`)).status).toBe(200);
  // What came back is the answer: the package and what was handed over stay as they were.
  expect(back.custody.slice(0, 4).every(({ files }: { files: number }) => files === 1)).toBe(true);
});

it('takes what a receiver without an account sends with its result, and the scan of a reply on paper', {
  timeout: PRINTING_MS,
}, async () => {
  const opened = await d.open();
  const code = codeIn(await d.sign(opened.documentId));
  await d.act(opened.id, 'send');
  const send = (path: string, fields: Record<string, string>, file?: string) =>
    t.app.http.inject({
      method: 'POST',
      url: path,
      headers: { 'content-type': 'multipart/form-data; boundary=b' },
      payload: [
        ...Object.entries({ code, ...fields }).map(
          ([name, value]) => `--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
        ),
        ...(file === undefined
          ? []
          : [`--b\r\ncontent-disposition: form-data; name="files"; filename="复函.pdf"\r\n\r\n${file}\r\n`]),
        '--b--\r\n',
      ].join(''),
    });
  await attach(opened.id, '回执扫描件.pdf', d.officer);
  const who = { name: '王小五', org: '某某省局', phone: '0551-62000000' };
  expect((await send('/receipt/sign', { answer: 'accept', ...who })).statusCode).toBe(200);
  const result = { result: 'filed', text: '已立案。', name: '王小五' };
  const refused = await send('/receipt/result', result, '<script>');
  expect([refused.statusCode, refused.body.includes('不是图片或 PDF')]).toEqual([400, true]);
  expect((await send('/receipt/result', result, '%PDF-1.7 复函')).statusCode).toBe(200);
  const done = await d.read(opened.id);
  expect(kindsOf(done)).toEqual(['reply 回执扫描件.pdf', 'reply 复函.pdf']);
  expect(done.custody.at(-1)).toMatchObject({ act: 'answered', files: 2, byOrg: '某某省局' });
});

it('asks for the result when the lead of a letter is dismissed, or ends with the one it was merged into', async () => {
  const accept = async (title: string) => {
    const id = await arrived({ title });
    return { id, leadId: (await d.act(id, 'accept', { asLead: true }, city)).leadId as string };
  };
  const [void1, merged] = [await accept('某店无照经营'), await accept('某店价格欺诈')];
  await onLead(void1.leadId, 'dismiss', { reason: 'not-a-violation', opinion: '不构成违法' });
  const target = await city.call('POST', '/api/leads', {
    ...{
      title: '某店综合线索',
      source: 'search',
      region: '640500',
      foundOn: '2026-10-10',
      content: '巡查发现。',
    },
  });
  await onLead(merged.leadId, 'merge', { into: target.json.id });
  await closeLead(target.json.id);
  await t.runJobs();
  const said = await titles(city);
  expect(said).toContain('线索已不予处理，请向某市市场监督管理局反馈查处情况：某店无照经营');
  expect(said).toContain('线索已办结，请向某市市场监督管理局反馈查处情况：某店价格欺诈');
});

it('passes a letter on with what came with it (W-04), and the answer asks for that of the first', async () => {
  const id = await arrived({ kind: 'report', title: '外省网店侵权情况的报告' });
  await attach(id, '网页截图.png', city);
  const early = await city.call('GET', `/api/transfers/prefill?onId=${id}`);
  expect([early.status, early.json.message]).toEqual([409, expect.stringContaining('接收办理')]);
  await d.act(id, 'accept', {}, city);
  const { form, evidence } = (await city.call('GET', `/api/transfers/prefill?onId=${id}`)).json;
  expect(form).toMatchObject({ kind: 'inform', title: '外省网店侵权情况的报告', facts: LETTER.facts });
  expect(evidence).toMatchObject([{ title: expect.stringContaining('网页截图.png'), url: null }]);
  const passed = await d.open({ ...form, region: '640502', to: '某某省局', reason: '请依法查处。' }, city);
  expect(kindsOf(passed)).toEqual(['file 网页截图.png']);
  expect(await d.read(id, city)).toMatchObject({ status: 'accepted' });
  const letter = await d.sign(passed.documentId);
  expect(letter.values.materials[0].name).toBe('网页截图.png');
  await d.act(passed.id, 'send', {}, city);
  await d.act(
    passed.id,
    'record-receipt',
    { name: '赵', org: '某省局', phone: '05510000', on: '2026-10-12' },
    city,
  );
  await d.act(passed.id, 'record-result', { result: 'filed', opinion: '已立案', on: '2026-10-12' }, city);
  await t.runJobs();
  expect(await titles(city)).toContain('转送的函件已有结果，请向某市市场监督管理局反馈查处情况');
});

it('reaches a lead that the officer at work does not see, and leaves a lead alone that it only told of', {
  timeout: PRINTING_MS,
}, async () => {
  const made = await city.call('POST', '/api/leads', {
    ...{
      title: '城区线索',
      source: 'search',
      region: '640500',
      foundOn: '2026-10-10',
      content: '巡查发现。',
    },
  });
  const leadId = made.json.id;
  for (const verb of ['accept', 'take']) await onLead(leadId, verb);
  const copy = await d.open({ kind: 'copy', onId: leadId, permit: '食品经营许可证' }, city);
  const opened = await d.open({ kind: 'inform', onId: leadId }, city);
  expect((await county.call('GET', `/api/leads/${leadId}`)).status).toBe(404);
  const receipt = { name: '赵', org: '某省局', phone: '0551-62000000', on: '2026-10-12' };
  for (const { id, documentId } of [copy, opened]) {
    await d.sign(documentId);
    await d.act(id, 'send', {}, county);
    await d.act(id, 'record-receipt', receipt, county);
  }
  await d.act(opened.id, 'record-accept', { opinion: '由稽查局办理', on: '2026-10-12' }, county);
  await d.act(copy.id, 'record-result', { result: 'noted', opinion: '收悉', on: '2026-10-12' }, county);
  await t.runJobs();
  const lead = (await city.call('GET', `/api/leads/${leadId}`)).json;
  expect(lead).toMatchObject({ status: 'reviewing', result: 'transferred', resolved: { id: opened.id } });
  expect(lead.timeline.map(({ opinion }: { opinion: string }) => opinion).join()).toContain(
    '反馈：已知悉：收悉',
  );
});
