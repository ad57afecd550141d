import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, type TestUser, testApp } from '../../platform/test/test-app.ts';
import { checkPermits, permitKey } from './check-permits.ts';
import { checkPermitNumbers } from './permit-match.ts';

let t: TestApp;
let officer: TestUser;
beforeAll(async () => {
  t = await testApp();
  officer = await t.officer({ role: 'dispatcher', region: '640500' });
});
afterAll(() => t.close());

const HEAD = '行政相对人名称,统一社会信用代码,许可证书名称,许可编号,许可机关,有效期自,有效期至,当前状态';

async function upload(lines: readonly string[]) {
  const edge = 'wangjian-test-edge';
  const answer = await officer.inject({
    method: 'POST',
    url: '/api/registry/permits/imports',
    headers: { 'content-type': `multipart/form-data; boundary=${edge}` },
    payload: Buffer.from(
      `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="许可.csv"\r\ncontent-type: text/csv\r\n\r\n${[HEAD, ...lines].join('\n')}\r\n--${edge}--\r\n`,
    ),
  });
  return answer.json;
}
const commit = async (id: string) =>
  (await officer.call('POST', `/api/registry/permits/imports/${id}/commit`, { region: '640502' })).json;

describe('permits (行政许可) imported from the 双公示 table', () => {
  it('are checked row by row, entered, and brought up to date when they come again', async () => {
    const checked = await upload([
      '中卫甲商行,,食品经营许可证,JY16405020012345,沙坡头区市场监督管理局,2024-01-02,2029/1/1,有效',
      '中卫乙商行,,食品经营许可证,JY16405020054321,沙坡头区市场监督管理局,2019年1月1日,2024年1月1日,有效',
      '中卫丙商行,91640500MA7ABCDE00,食品经营许可证,JY16405020099999,局,2024-13-40,,有效',
    ]);
    expect(checked).toMatchObject({ rows: 3, good: 2, bad: 1 });
    expect(checked.problems.map(({ column }: { column: string }) => column)).toEqual([
      '统一社会信用代码',
      '有效期自',
    ]);
    expect((await commit(checked.id)).committed).toBe(2);
    const again = await upload([
      '中卫甲商行,,食品经营许可证,jy1 6405020012345,沙坡头区市场监督管理局,2024-01-02,2029-01-01,注销',
    ]);
    await commit(again.id);
    const { json } = await officer.call('GET', '/api/registry/permits?q=中卫甲商行');
    expect(json).toMatchObject({ total: 1, items: [{ state: '注销', validUntil: '2029-01-01' }] });
    expect((await officer.call('GET', '/api/registry/permits?expired=true')).json.total).toBe(1);
  });

  it('answer for a printed number: found, expired, not valid, of another, not found', async () => {
    const { id } = await upload([
      '中卫丁商行有限责任公司,,食品经营许可证,JY16405020077777,沙坡头区市场监督管理局,2024-01-01,2029-01-01,有效',
    ]);
    await commit(id);
    const check = (holder: string, numbers: string[]) =>
      officer.read((tx) =>
        checkPermitNumbers(tx, '640500', numbers, { name: holder, uscc: null }, '2026-10-12'),
      );
    const results = async (holder: string, ...numbers: string[]) =>
      (await check(holder, numbers)).matches.map(({ result }) => result);
    expect(await results('中卫丁商行有限公司', 'JY16405020077777', 'JY16405029999999')).toEqual([
      'found',
      'not-found',
    ]);
    expect(await results('中卫乙商行', 'JY16405020054321')).toEqual(['expired']);
    expect(await results('中卫甲商行', 'JY 16405020012345')).toEqual(['not-valid']);
    expect(await results('别的商行', 'JY16405020077777')).toEqual(['other-holder']);
    expect((await check('中卫丁商行有限责任公司', [])).own).toHaveLength(1);
  });

  it('are the same number in any writing', () => {
    expect(permitKey('宁械经营许〔2020〕 12号')).toBe(permitKey('宁械经营许[2020]12号'));
  });

  it('refuse a period that ends before it begins, and the same number twice in a table', () => {
    const fields = ['holder', 'certificate', 'number', 'issuer', 'validFrom', 'validUntil'] as const;
    const row = (number: number, ...cells: string[]) => ({ number, cells });
    const checked = checkPermits(
      [
        row(2, '甲', '证', 'A-1', '局', '2026-02-01', '2026-01-01'),
        row(3, '甲', '证', 'A-2', '局', '', '长期'),
        row(4, '甲', '证', 'a-2', '局', '', ''),
      ],
      fields,
    );
    expect(checked.map(({ state }) => state)).toEqual(['bad', 'good', 'bad']);
    expect(checked[2]!.problems[0]!.message).toContain('第 3 行');
  });
});
