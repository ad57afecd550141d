import ExcelJS from 'exceljs';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, type TestUser, testApp } from '../../platform/test/test-app.ts';

let t: TestApp;
let officer: TestUser;
beforeAll(async () => {
  t = await testApp();
  officer = await t.officer({ role: 'dispatcher', region: '640500' });
});
afterAll(() => t.close());

const HEAD = '网站（网店）名称,网址,主体分类,经营业态,经营者名称,统一社会信用代码,所属区划';

async function upload(fileName: string, content: Buffer | string) {
  const boundary = 'wangjian-test';
  const payload = Buffer.concat([
    Buffer.from(
      `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${fileName}"\r\ncontent-type: application/octet-stream\r\n\r\n`,
    ),
    Buffer.from(content),
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
  return await officer.inject({
    method: 'POST',
    url: '/api/registry/imports',
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload,
  });
}

async function xlsx(rows: readonly (readonly unknown[])[]): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('主体');
  for (const row of rows) sheet.addRow([...row]);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

describe('import of the register', () => {
  it('takes the good rows, names every problem of the bad ones, and loses none', async () => {
    const checked = await upload(
      '主体.csv',
      [
        HEAD,
        '宁杞小铺,shop-a.example,平台内店铺,"农村电商、直播电商",中宁县某某商行,,中宁县',
        '没有网址,,独立交易网站,,,,',
        '坏代码,https://shop-b.example/,独立网站,,某公司,91640500MA7ABCDE00,海原县',
        '坏分类,https://shop-c.example/,超市,卖菜,,123,火星',
        '重复,http://www.shop-a.example/,网店,,,,',
      ].join('\n'),
    );
    expect(checked.status).toBe(200);
    expect(checked.json).toMatchObject({ rows: 5, good: 1, bad: 3, duplicates: 1, status: 'checked' });
    const of = (row: number) =>
      checked.json.problems
        .filter((problem: { row: number }) => problem.row === row)
        .map((problem: { column: string }) => problem.column);
    expect(of(3)).toEqual(['网址']);
    expect(of(4)).toEqual(['统一社会信用代码']);
    expect(of(5)).toEqual(['主体分类', '经营业态', '统一社会信用代码']);
    expect(of(6)).toEqual(['网址']);
    expect((await officer.call('GET', '/api/registry/sites')).json.total).toBe(0); // Nothing enters before it is confirmed.

    const committed = await officer.call('POST', `/api/registry/imports/${checked.json.id}/commit`, {
      region: '640500',
    });
    expect(committed.json).toMatchObject({ status: 'committed', committed: 1 });
    const { items } = (await officer.call('GET', '/api/registry/sites')).json;
    expect(items).toMatchObject([
      {
        name: '宁杞小铺',
        kind: 'shop',
        forms: ['rural', 'livestream'],
        region: '640521',
        operatorName: '中宁县某某商行',
        foundBy: 'import',
      },
    ]);

    const errors = await officer.inject({
      method: 'GET',
      url: `/api/registry/imports/${checked.json.id}/errors.xlsx`,
    });
    expect(errors.status).toBe(200);
    const twice = await officer.call('POST', `/api/registry/imports/${checked.json.id}/commit`, {
      region: '640500',
    });
    expect(twice.status).toBe(409);
  });

  it('finds a site that stands in the register already', async () => {
    const again = await upload('再来.csv', `${HEAD}\n宁杞小铺,https://shop-a.example/,,,,,`);
    expect(again.json).toMatchObject({ good: 0, duplicates: 1 });
    expect(again.json.problems[0].message).toContain('主体库中已有');
  });

  it('reads XLSX, and CSV in GBK with tabs, as officers save them', async () => {
    const sheet = await upload(
      '表.xlsx',
      await xlsx([
        HEAD.split(','),
        ['甲店', { text: '甲店', hyperlink: 'https://jia.example/' }, '', '', '', '', ''],
        ['乙店', 'yi.example', '平台', '', '', '', 640502],
      ]),
    );
    expect(sheet.json).toMatchObject({ rows: 2, good: 1 });
    const gbk = iconv.encode(
      `${HEAD.replaceAll(',', '\t')}\r\n丙店\tbing.example\t独立交易网站\t\t\t\t沙坡头区\r\n`,
      'gbk',
    );
    expect((await upload('表.csv', gbk)).json).toMatchObject({ rows: 1, good: 1, bad: 0 });
  });

  it.each([
    ['wrong columns', '表.csv', '编号,备注\n1,无', '缺少必需的列'],
    ['an empty file', '表.csv', '', '空'],
    ['only a header', '空表.csv', '\n\n', '没有内容'],
    [
      'a broken XLSX',
      '表.xlsx',
      Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(500, 7)]),
      '损坏',
    ],
    ['an old XLS', '表.xls', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]), '另存为'],
    ['a picture', '表.csv', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]), '不是表格'],
  ])('refuses %s with what to do', async (_what, name, content, words) => {
    const answer = await upload(name, content);
    expect(answer.status).toBe(400);
    expect(answer.json.message).toContain(words);
  });

  it('keeps SQL and HTML in the cells as the words they are', async () => {
    const nasty = `'; DROP TABLE sites; --<script>alert(1)</script>`;
    const checked = await upload('坏话.csv', `${HEAD}\n"${nasty}",evil.example,,,"${nasty}",,`);
    await officer.call('POST', `/api/registry/imports/${checked.json.id}/commit`, { region: '640500' });
    const { items } = (await officer.call('GET', `/api/registry/sites?q=${encodeURIComponent('DROP TABLE')}`))
      .json;
    expect(items).toMatchObject([{ name: nasty, operatorName: nasty }]);
  });

  it('is not for an inspector, and not to be seen from a county', async () => {
    const inspector = await t.officer({ role: 'inspector', region: '640500' });
    expect(
      (
        await inspector.inject({
          method: 'POST',
          url: '/api/registry/imports',
          headers: { 'content-type': 'multipart/form-data; boundary=x' },
          payload: '--x--',
        })
      ).status,
    ).toBe(403);
    const checked = await upload('表.csv', `${HEAD}\n丁店,ding.example,,,,,`);
    const county = await t.officer({ role: 'dispatcher', region: '640522' });
    expect((await county.call('GET', `/api/registry/imports/${checked.json.id}`)).status).toBe(404);
  });
});
