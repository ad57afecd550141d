import ExcelJS from 'exceljs';
import PizZip from 'pizzip';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../platform/ids.ts';
import { type TestApp, type TestUser, testApp } from '../../../platform/test/test-app.ts';
import { annex2Table } from './lines.ts';

// A year of records with the figures of 南宁 2017 (source document 004): 网上检查 2405、实地检查 1587、案件 68、罚没 57.38 万元.
const YEAR = { online: 2405, onSite: 1587, cases: 68, fen: 57_380_000 };
const FULL_YEAR = 'from=2025-01-01&to=2025-12-31';

let t: TestApp;
let city: string;
let county: string;
let section: string;
let dispatcher: TestUser;
let approver: TestUser;
let countyOfficer: TestUser;

beforeAll(async () => {
  t = await testApp();
  t.clock.set('2026-01-05T01:00:00Z');
  city = await t.unit({ name: '中卫市市场监督管理局', level: 'city', region: '640500' });
  section = await t.unit({ name: '网监科', level: 'section', region: '640500', parentId: city });
  county = await t.unit({ name: '中宁县市场监督管理局', level: 'county', region: '640521', parentId: city });
  dispatcher = await t.officer({ role: 'dispatcher', region: '640500', orgId: section, name: '填报人' });
  approver = await t.officer({ role: 'approver', region: '640500', orgId: city, name: '局长' });
  countyOfficer = await t.officer({ role: 'dispatcher', region: '640521', orgId: county });
  await enterYear();
});
afterAll(() => t.close());

/** The n-th record's unit and day: the county does one in three; days go round the year. */
const unitOf = (n: number) =>
  n % 3 === 0 ? { org: county, region: '640521' } : { org: section, region: '640500' };
const dayOf = (n: number) =>
  new Date(Date.UTC(2025, 0, 1) + (n % 365) * 86_400_000).toISOString().slice(0, 10);

async function enterYear(): Promise<void> {
  const { owner } = t.app.kernel;
  const inspections = Array.from({ length: YEAR.online }, (_, n) => ({
    ...unitOf(n),
    id: newId('inspection', '640500', t.clock),
    number: `检${n}`,
    day: dayOf(n),
    onSite: n < YEAR.onSite,
    corrected: n < 49,
  }));
  await owner.query(
    `INSERT INTO inspections (bureau, id, region, number, subject, status, source, online_task, on_site_task, online_on,
        on_site_on, org_id, org_name, officer_id, officer_name, outcome, ordered_on, created_at, created_by, created_by_name)
     SELECT '640500', id, region, number, '某网店', 'finished', 'free', 'done', CASE WHEN "onSite" THEN 'done' ELSE 'none' END,
        day, CASE WHEN "onSite" THEN day END, org, '', 'o', '甲', CASE WHEN corrected THEN 'ordered-to-correct' ELSE 'no-problem' END,
        CASE WHEN corrected THEN day END, now(), 'o', '甲'
       FROM jsonb_to_recordset($1) AS r (id text, region text, number text, day date, org text, "onSite" boolean, corrected boolean)`,
    [JSON.stringify(inspections)],
  );
  await owner.query(
    `INSERT INTO inspection_checks (bureau, id, region, inspection_id, kind, checked_on, org_id, org_name, officer_id, officer_name, problems)
     SELECT bureau, replace(id, 'inspection_', kind || '_'), region, id, CASE kind WHEN 'online' THEN 'online' ELSE 'on-site' END,
        online_on, org_id, '', 'o', '甲', 0
       FROM inspections, unnest(ARRAY['online', 'onsite']) AS kind WHERE kind = 'online' OR on_site_task = 'done'`,
  );
  const each = Math.floor(YEAR.fen / YEAR.cases);
  const cases = Array.from({ length: YEAR.cases }, (_, n) => ({
    ...unitOf(n),
    id: newId('case', '640500', t.clock),
    number: `案${n}`,
    day: dayOf(n * 5),
    category: `C${String((n % 12) + 1).padStart(2, '0')}`,
    fine: n === 0 ? YEAR.fen - each * (YEAR.cases - 1) : each,
    police: n < 2,
  }));
  await owner.query(
    `INSERT INTO cases (bureau, id, region, number, title, state, procedure, case_type, violations, category, source, summary,
        acted_on, found_on, org_id, org_name, outcome, fine_fen, decided_on, transferred_to_police_on, registered_at, registered_by, registered_by_name)
     SELECT '640500', id, region, number, '某案', 'closed', 'ordinary', 'general', '{}', category, 'patrol', '', day, day, org, '',
        'penalty', fine, day, CASE WHEN police THEN day END, now(), 'o', '甲'
       FROM jsonb_to_recordset($1) AS r (id text, region text, number text, day date, org text, category text, fine int8, police boolean)`,
    [JSON.stringify(cases)],
  );
}

const table = async (user: TestUser, query: string) =>
  (await user.call('GET', `/api/reports/annex2?${query}`)).json;
const figure = (answer: { figures: { line: string; value: number }[] }, line: string) =>
  answer.figures.find((one) => one.line === line)?.value;

describe('Annex 2', () => {
  it('reproduces the figures of a year from its records, and they add up', async () => {
    const answer = await table(dispatcher, FULL_YEAR);
    expect(answer.org.name).toBe('中卫市市场监督管理局');
    expect(figure(answer, 'online-checks')).toBe(YEAR.online);
    expect(figure(answer, 'on-site-checks')).toBe(YEAR.onSite);
    expect(figure(answer, 'corrections-ordered')).toBe(49);
    expect(figure(answer, 'cases')).toBe(YEAR.cases);
    expect(figure(answer, 'police-transfers')).toBe(2);
    expect(figure(answer, 'fines')).toBe(YEAR.fen);
    expect(answer.problems).toEqual([]);
  });

  it('every number opens exactly the records that it counts', async () => {
    const { figures } = await table(dispatcher, FULL_YEAR);
    for (const { line, value, unit } of figures) {
      const records = (
        await dispatcher.call('GET', `/api/reports/annex2/records?${FULL_YEAR}&line=${line}&pageSize=500`)
      ).json;
      if (unit !== '万元') expect([line, records.total]).toEqual([line, value]);
      const sum = records.items.reduce((total: number, row: { fen: number }) => total + row.fen, 0);
      if (unit === '万元') expect(sum).toBe(value);
    }
  });

  it('counts what a unit and those below it did; months make the year; a county sees nothing of others', async () => {
    const own = await table(countyOfficer, FULL_YEAR);
    expect(own.org.name).toBe('中宁县市场监督管理局');
    expect(figure(own, 'cases')).toBe(Math.ceil(YEAR.cases / 3));
    const asked = await table(dispatcher, `org=${county}&${FULL_YEAR}`);
    expect(asked.figures).toEqual(own.figures);
    const ofSection = await table(dispatcher, `org=${section}&${FULL_YEAR}`);
    expect((figure(ofSection, 'cases') ?? 0) + (figure(own, 'cases') ?? 0)).toBe(YEAR.cases);
    expect(
      (await countyOfficer.call('GET', `/api/reports/annex2?org=${city}&${FULL_YEAR}`)).json.figures,
    ).toEqual(own.figures);
    let sum = 0;
    for (let month = 1; month <= 12; month += 1) {
      const last = new Date(Date.UTC(2025, month, 0)).getUTCDate();
      const span = `from=2025-${String(month).padStart(2, '0')}-01&to=2025-${String(month).padStart(2, '0')}-${last}`;
      sum += figure(await table(dispatcher, span), 'online-checks') ?? 0;
    }
    expect(sum).toBe(YEAR.online);
  });

  it('compares with the period before and the same one of last year', async () => {
    const { figures } = await table(dispatcher, 'from=2026-01-01&to=2026-12-31');
    const checks = figures.find(({ line }: { line: string }) => line === 'online-checks');
    expect(checks).toMatchObject({ value: 0, before: YEAR.online, lastYear: YEAR.online });
  });

  it('says in which days the earlier numbers were counted, so that they open their records, too', async () => {
    const { figures, compared } = await table(dispatcher, 'from=2025-03-01&to=2025-03-31');
    expect(compared).toEqual({
      before: { from: '2025-02-01', to: '2025-02-28' },
      lastYear: { from: '2024-03-01', to: '2024-03-31' },
    });
    for (const { line, unit, before } of figures) {
      if (unit === '万元') continue;
      const { from, to } = compared.before;
      const records = `/api/reports/annex2/records?from=${from}&to=${to}&line=${line}&pageSize=1`;
      expect([line, (await dispatcher.call('GET', records)).json.total]).toEqual([line, before]);
    }
  });

  it('a province sees the offices of its cities, who has reported, and their numbers', async () => {
    const hall = await t.unit({ name: '自治区市场监管厅', level: 'province', region: '640000' });
    const province = await t.officer({ role: 'dispatcher', region: '640000', orgId: hall });
    const { own, items } = (
      await province.call('GET', '/api/reports/annex2/units?from=2025-03-01&to=2025-03-31')
    ).json;
    expect(own).toBe(hall);
    const ids = items.map(({ id }: { id: string }) => id);
    expect(ids).toEqual(expect.arrayContaining([hall, city, county]));
    expect(ids).not.toContain(section);
    expect(figure(await table(province, FULL_YEAR), 'cases')).toBe(YEAR.cases);
    expect(figure(await table(province, `org=${city}&${FULL_YEAR}`), 'cases')).toBe(YEAR.cases);
  });

  it('refuses a period turned round, one of ten years, and a line that is not there', async () => {
    const wrong = [
      'from=2025-02-01&to=2025-01-01',
      'from=2015-01-01&to=2025-01-01',
      'from=2025-01-01&to=kein',
    ];
    for (const query of wrong)
      expect((await dispatcher.call('GET', `/api/reports/annex2?${query}`)).status).toBe(400);
    const none = await dispatcher.call('GET', `/api/reports/annex2/records?${FULL_YEAR}&line=nothing`);
    expect(none).toMatchObject({ status: 400 });
  });
});

describe('a report of Annex 2', () => {
  const period = { from: '2025-03-01', to: '2025-03-31' };
  const submit = (body: object = {}) =>
    dispatcher.call('POST', '/api/reports/annex2/reports', { ...period, remarks: {}, note: '', ...body });

  it('is sent up once, signed by another, frozen, and changed only by a correction', async () => {
    const [first, again] = [await submit({ key: 'march' }), await submit({ key: 'march' })];
    expect(again.json.id).toBe(first.json.id);
    expect(await submit()).toMatchObject({ status: 409 });
    const { id, version, figures } = first.json;
    const own = await dispatcher.call('POST', `/api/reports/annex2/reports/${id}/sign`, { version });
    expect(own.status).toBe(403);
    const signed = await approver.call('POST', `/api/reports/annex2/reports/${id}/sign`, {
      version,
      opinion: '同意',
    });
    expect(signed.json).toMatchObject({ status: 'signed', decidedBy: '局长', opinion: '同意' });
    expect((await approver.call('POST', `/api/reports/annex2/reports/${id}/sign`, { version })).status).toBe(
      409,
    );

    await t.app.kernel.owner.query(
      `UPDATE cases SET decided_on = '2025-03-15' WHERE id = (SELECT id FROM cases WHERE decided_on < '2025-03-01' LIMIT 1)`,
    );
    const now = await table(dispatcher, `from=${period.from}&to=${period.to}`);
    expect(figure(now, 'cases')).toBe(figures.cases + 1);
    expect(now.reports[0].figures.cases).toBe(figures.cases);
    for (const { id: line, unit } of annex2Table().lines) {
      const frozen = `/api/reports/annex2/records?report=${id}&from=${period.from}&to=${period.to}&line=${line}&pageSize=500`;
      const { items, total } = (await dispatcher.call('GET', frozen)).json;
      const fen = items.reduce((sum: number, row: { fen: number }) => sum + row.fen, 0);
      expect([line, unit === '万元' ? fen : total]).toEqual([line, figures[line]]);
    }
    const ofCounty = `/api/reports/annex2/records?report=${id}&from=${period.from}&to=${period.to}&line=cases`;
    expect((await countyOfficer.call('GET', ofCounty)).status).toBe(404);
    expect(await submit()).toMatchObject({ status: 409 });
    expect(await submit({ corrects: id })).toMatchObject({ status: 400 });
    const corrected = await submit({ corrects: id, reason: '漏报一件' });
    expect(corrected.json).toMatchObject({
      status: 'submitted',
      correctsId: id,
      correctionReason: '漏报一件',
    });
    expect(corrected.json.figures.cases).toBe(figures.cases + 1);
  });

  it('may be returned with a reason and sent up again; not before the period is over', async () => {
    const april = { from: '2025-04-01', to: '2025-04-30' };
    const { json } = await submit(april);
    const path = `/api/reports/annex2/reports/${json.id}/return`;
    expect((await approver.call('POST', path, { version: json.version })).status).toBe(400);
    expect(
      (await approver.call('POST', path, { version: json.version, opinion: '请核对案件' })).json.status,
    ).toBe('returned');
    expect((await submit(april)).status).toBe(200);
    expect(await submit({ from: '2026-01-01', to: '2026-01-31' })).toMatchObject({ status: 409 });
    const units = (await dispatcher.call('GET', '/api/reports/annex2/units?from=2025-04-01&to=2025-04-30'))
      .json;
    expect(units.items.find(({ id }: { id: string }) => id === city)).toMatchObject({ status: 'submitted' });
    expect(units.items.find(({ id }: { id: string }) => id === county)).toMatchObject({ status: null });
  });

  it('is refused to whoever may not send or sign, and writes nothing', async () => {
    const supervisor = await t.officer({ role: 'supervisor', region: '640500', orgId: city });
    const may = { ...period, from: '2025-05-01', to: '2025-05-31' };
    expect(
      (await supervisor.call('POST', '/api/reports/annex2/reports', { ...may, remarks: {}, note: '' }))
        .status,
    ).toBe(403);
    const { rows } = await t.app.kernel.owner.query(
      `SELECT 1 FROM annex2_reports WHERE from_day = '2025-05-01'`,
    );
    expect(rows).toEqual([]);
  });
});

describe('the files of Annex 2', () => {
  const file = async (format: string) =>
    await dispatcher.inject({
      method: 'GET',
      url: `/api/reports/annex2/export?${FULL_YEAR}&format=${format}`,
    });

  it('xlsx says what the document says, cell by cell', async () => {
    const answer = (await dispatcher.run((await import('./export.ts')).annex2File, {
      from: '2025-01-01',
      to: '2025-12-31',
      format: 'xlsx',
    })) as { bytes: Buffer };
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(answer.bytes as never);
    const sheet = book.worksheets[0]!;
    expect(sheet.getCell('A2').value).toBe('2025 年网络市场监管专项行动情况统计表');
    expect(sheet.getCell('A3').value).toBe('填报单位：中卫市市场监督管理局');
    expect(sheet.getCell('A6').value).toBe('市场监管部门');
    expect([sheet.getCell('B6').value, sheet.getCell('C6').value]).toEqual([
      '网上检查网站、网店（个次）',
      YEAR.online,
    ]);
    expect(sheet.getCell('A11').value).toContain(
      '查处网络违法案件 68 件；\n移送公安机关案件 2 件；\n罚没款 57.38 万元',
    );
    expect(sheet.getCell('B11').value).toBe('按主要违法行为问题分类');
    const categories = Array.from({ length: 12 }, (_, n) => sheet.getCell(`C${12 + n}`).value as number);
    expect(categories.reduce((sum, value) => sum + value, 0)).toBe(YEAR.cases);
    const merged = (sheet.model as { merges: string[] }).merges;
    expect(merged.toSorted()).toEqual(
      ['A2:D2', 'A3:D3', 'A4:D4', 'A5:B5', 'A6:A10', 'A11:A22', 'B11:D11', 'A23:B23'].toSorted(),
    );
    expect(sheet.getCell('A23').value).toBe('其他违法违规案件（件）');
    expect(sheet.getCell('A4').value).toBe('填报日期：1 月 5 日');
    expect(sheet.getCell('A24').value).toBe('（违法典型案例附处罚决定书）');
  });

  it('docx and csv carry the same numbers', async () => {
    const answer = (await dispatcher.run((await import('./export.ts')).annex2File, {
      from: '2025-01-01',
      to: '2025-12-31',
      format: 'docx',
    })) as { bytes: Buffer };
    const rows = new PizZip(answer.bytes).file('word/document.xml')!.asText().split('<w:tr>').slice(1);
    expect(rows).toHaveLength(19);
    expect(rows[0]).toMatch(/gridSpan w:val="2".*项 目.*数 量.*备 注/s);
    expect(rows.at(-1)).toMatch(/gridSpan w:val="2".*其他违法违规案件（件）/s);
    expect(rows.at(-1)).not.toContain('vMerge');
    const words = new PizZip(answer.bytes)
      .file('word/document.xml')!
      .asText()
      .replaceAll(/<[^>]+>/g, '');
    expect(words).toContain('查处网络违法案件 68 件；移送公安机关案件 2 件；罚没款 57.38 万元');
    expect(words).toContain(`${YEAR.online}`);
    const csv = (await file('csv')).text;
    for (const { words: line } of annex2Table().lines) expect(csv).toContain(line);
    expect(csv).toContain('57.38');
  });
});
