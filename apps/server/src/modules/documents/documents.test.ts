import PizZip from 'pizzip';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, type TestUser, testApp } from '../../platform/test/test-app.ts';
import { formBook } from './form-book.ts';
import { documentContent } from './service.ts';

let t: TestApp;
let writer: TestUser;
let approver: TestUser;
let second: TestUser;
beforeAll(async () => {
  t = await testApp();
  writer = await t.officer({ role: 'inspector', region: '640502', name: '拟稿员' });
  approver = await t.officer({ role: 'approver', region: '640502', name: '审核负责人' });
  second = await t.officer({ role: 'approver', region: '640500', name: '签发负责人' });
});
afterAll(() => t.close());

const VALUES = {
  party: '中卫市某某商贸有限公司',
  facts: '网店首页没有公示营业执照。\n有网页存证证实。',
  articles: ['《网络交易监督管理办法》第十二条'],
  basisArticles: ['《中华人民共和国行政处罚法》第二十八条第一款'],
  demand: '公示营业执照信息。',
  dueOn: '2026-12-01',
  contact: '李四',
  contactPhone: '0955-7000000',
};

async function draft(values: object = VALUES, by = writer) {
  const answer = await by.call('POST', '/api/documents', {
    form: 'correction-order',
    region: '640502',
    values,
  });
  expect(answer.status, answer.text).toBe(200);
  return answer.json;
}
const post = (user: TestUser, id: string, verb: string, body: object) =>
  user.call('POST', `/api/documents/${id}/${verb}`, body);

async function signed(by = writer) {
  let document = await draft(VALUES, by);
  document = (await post(by, document.id, 'submit', { version: document.version })).json;
  expect(document.status).toBe('review');
  document = (
    await post(approver, document.id, 'decide', {
      decision: 'approve',
      version: document.version,
      opinion: '同意',
    })
  ).json;
  expect(document.status).toBe('sign');
  document = (
    await post(second, document.id, 'decide', {
      decision: 'sign',
      version: document.version,
      opinion: '同意签发',
    })
  ).json;
  expect(document.status).toBe('signed');
  return document;
}

describe('a document', () => {
  it('runs from draft to service, numbered without gaps', async () => {
    const first = await signed();
    const other = await signed();
    const seq = (number: string) => Number(/(\d+)号$/.exec(number)![1]);
    expect(first.number).toMatch(/^卫沙市监责改〔2026〕\d+号$/);
    expect(seq(other.number)).toBe(seq(first.number) + 1);
    const served = await post(writer, first.id, 'services', {
      manner: 'notice',
      recipient: '中卫市某某商贸有限公司',
      servedOn: '2026-10-12',
      officers: '李四、王五',
      version: first.version,
    });
    expect(served.json).toMatchObject({
      status: 'served',
      services: [{ servedOn: '2026-10-12', effectiveOn: '2026-11-11' }],
    });
  });

  it('is issued in the name of the authority that acts, not of the place of the matter', async () => {
    const fromCity = await t.officer({ role: 'inspector', region: '640500', name: '市局承办员' });
    const document = await signed(fromCity);
    expect(document.number).toMatch(/^卫市监责改〔2026〕\d+号$/);
    const { files, regions } = t.app.kernel;
    const docx = await fromCity.read((tx) => documentContent({ tx, files, regions }, document.id));
    const words = new PizZip(docx).file('word/document.xml')!.asText();
    expect(words).toContain('中卫市市场监督管理局');
    expect(words).not.toContain('沙坡头区市场监督管理局');
  });

  it('is not submitted while a required field is empty, and names it', async () => {
    const document = await draft({ ...VALUES, demand: '' });
    const answer = await post(writer, document.id, 'submit', { version: document.version });
    expect(answer.status).toBe(400);
    expect(answer.json.message).toContain('改正内容和要求');
  });

  it('is frozen once signed: the file is the same whenever it is asked for', async () => {
    const document = await signed();
    const edit = await writer.call('PATCH', `/api/documents/${document.id}`, {
      values: { party: '别人' },
      version: document.version,
    });
    expect(edit.status).toBe(409);
    expect(document.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('shows personal data on its page only to those who may still write it', async () => {
    const document = await draft({ ...VALUES, address: '宁夏中卫市沙坡头区鼓楼东街1号' });
    expect(document.values.address).toContain('鼓楼东街');
    const seen = (await approver.call('GET', `/api/documents/${document.id}`)).json;
    expect(seen.values.address).toBe('宁夏中卫市沙坡头区****');
  });

  it('comes back with a reason', async () => {
    const document = await draft();
    const submitted = (await post(writer, document.id, 'submit', { version: document.version })).json;
    const silent = await post(approver, document.id, 'decide', {
      decision: 'return',
      version: submitted.version,
    });
    expect(silent.status).toBe(400);
    const back = await post(approver, document.id, 'decide', {
      decision: 'return',
      version: submitted.version,
      opinion: '违法事实不清',
    });
    expect(back.json).toMatchObject({ status: 'draft', returned: '违法事实不清' });
  });
});

describe('a template', () => {
  const multipart = (bytes: Buffer, name: string) => ({
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
    payload: Buffer.concat([
      Buffer.from(`--b\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n`),
      bytes,
      Buffer.from('\r\n--b--\r\n'),
    ]),
  });
  const upload = (user: TestUser, bytes: Buffer, name = 'template.docx') =>
    user.inject({
      method: 'POST',
      url: `/api/documents/templates/correction-order?note=${encodeURIComponent('按范本修改')}`,
      ...multipart(bytes, name),
    });

  it('of the bureau is used by documents drafted from then on; earlier ones keep theirs', async () => {
    const lawyer = await t.officer({ role: 'legal-reviewer', region: '640500' });
    const county = await t.officer({ role: 'legal-reviewer', region: '640502' });
    const zip = new PizZip(formBook().get('correction-order').template);
    const xml = zip.file('word/document.xml')!.asText();
    zip.file('word/document.xml', xml.replace('现责令你（单位）', '本局现责令你（单位）'));
    const changed = zip.generate({ type: 'nodebuffer' });
    const before = await draft();
    expect((await upload(county, changed)).status).toBe(403);
    expect((await upload(lawyer, changed, 'template.docm')).status).toBe(400);
    zip.file('word/vbaProject.bin', 'x');
    const withMacro = await upload(lawyer, zip.generate({ type: 'nodebuffer' }));
    expect(withMacro.json.message).toContain('宏');
    expect((await upload(lawyer, changed)).status).toBe(200);
    const after = await draft();
    const words = async (id: string) => {
      const answer = await writer.inject({ method: 'GET', url: `/api/documents/${id}/docx` });
      expect(answer.status).toBe(200);
      return answer;
    };
    await words(before.id);
    const forms = (await writer.call('GET', '/api/documents/forms')).json.items;
    expect(forms.find(({ id }: { id: string }) => id === 'correction-order').ownTemplate).toBe(true);
    expect(after.form.template).not.toBe(before.form.template);
    expect((await writer.call('GET', `/api/documents/${before.id}`)).json.form.template).toBe(
      before.form.template,
    );
    const withdrawn = await lawyer.call('POST', '/api/documents/templates/correction-order/withdraw', {
      reason: '恢复目录模板',
    });
    expect(withdrawn.json.items).toMatchObject([{ active: false }]);
  });
});
