import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, type TestUser, testApp } from '../../platform/test/test-app.ts';

let t: TestApp;
let officer: TestUser;
beforeAll(async () => {
  t = await testApp();
  officer = await t.officer({ role: 'dispatcher', region: '640500' });
});
afterAll(() => t.close());

const HEAD =
  '线索标题,来源,案源内容,发现日期,辖区,投诉编号,检验报告编号,举报人,举报人电话,统一社会信用代码,备注';

async function upload(...lines: string[]) {
  const payload = `--x\r\ncontent-disposition: form-data; name="file"; filename="线索.csv"\r\ncontent-type: text/csv\r\n\r\n${[HEAD, ...lines].join('\n')}\r\n--x--\r\n`;
  return await officer.inject({
    method: 'POST',
    url: '/api/leads/imports',
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
    payload,
  });
}

describe('import of leads', () => {
  it('takes the good rows with the fields of their source, and says of each other row what is wrong', async () => {
    const checked = await upload(
      '某店虚假宣传,投诉举报,宣称包治百病,2026/10/8,沙坡头区,1640500001,,张建国,13909551234,,忽略',
      '抽检不合格,抽检,菌落总数超标,2026年10月9日,,,,,,,',
      '不认识的来源,梦里,内容内容,昨天,火星,,,,,91640500MA7ABCDE00,',
      '来源没有这一项,媒体反映,内容内容,2026-10-08,,1640500002,,,,,',
      '某店虚假宣传,投诉举报,宣称包治百病,2026-10-08,沙坡头区,1640500001,,张建国,13909551234,,',
    );
    expect(checked.json).toMatchObject({ rows: 5, good: 1, bad: 3, duplicates: 1 });
    const of = (row: number) =>
      checked.json.problems
        .filter((problem: { row: number }) => problem.row === row)
        .map(({ column }: { column: string }) => column);
    expect(of(3)).toEqual(['检验报告编号']);
    expect(of(4).toSorted()).toEqual(['来源', '发现日期', '统一社会信用代码', '辖区'].toSorted());
    expect(of(5).toSorted()).toEqual(['媒体名称', '投诉举报编号'].toSorted());
    expect(checked.json.columns.at(-1)).toEqual({ header: '备注', field: null });
    expect((await officer.call('GET', '/api/leads')).json.total).toBe(0);

    const path = `/api/leads/imports/${checked.json.id}`;
    const done = await officer.call('POST', `${path}/commit`, { region: '640500' });
    expect(done.json).toMatchObject({ status: 'committed', committed: 1 });
    const { items } = (await officer.call('GET', '/api/leads')).json;
    expect(items).toMatchObject([{ title: '某店虚假宣传', region: '640502', receivedOn: '2026-10-08' }]);
    const lead = (await officer.call('GET', `/api/leads/${items[0].id}`)).json;
    expect(lead).toMatchObject({
      form: { informantPhone: '139****1234', sourceFields: { complaintNumber: '1640500001' } },
      deadlines: [{ rule: 'clue-check', startedOn: '2026-10-08' }],
    });
    expect((await officer.call('POST', `${path}/commit`, { region: '640500' })).status).toBe(409);
    expect((await officer.inject({ method: 'GET', url: `${path}/errors.xlsx` })).status).toBe(200);
  });

  it('does not take what is registered already, nor what was registered meanwhile', async () => {
    const line = '另一条线索,群众反映,内容内容,2026-10-08,,,,,,,';
    const [one, two] = [await upload(line), await upload(line)];
    expect([one.json.good, two.json.good]).toEqual([1, 1]);
    await officer.call('POST', `/api/leads/imports/${one.json.id}/commit`, { region: '640500' });
    const late = await officer.call('POST', `/api/leads/imports/${two.json.id}/commit`, { region: '640500' });
    expect(late.json).toMatchObject({ committed: 0, duplicates: 1 });
    expect((await upload(line)).json).toMatchObject({ good: 0, duplicates: 1 });
  });

  it('has a template with a column for every field', async () => {
    const answer = await officer.inject({ method: 'GET', url: '/api/leads/import-template.xlsx' });
    expect(answer).toMatchObject({ status: 200 });
    expect(String(answer.headers['content-type'])).toContain('spreadsheetml');
  });
});
