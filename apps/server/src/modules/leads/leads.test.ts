import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, type TestUser, testApp } from '../../platform/test/test-app.ts';

let t: TestApp;
let officer: TestUser;
beforeAll(async () => {
  t = await testApp();
  officer = await t.officer({ role: 'dispatcher', region: '640500' });
});
afterAll(() => t.close());

const FORM = {
  title: '群众反映某网店虚假宣传',
  source: 'citizen',
  region: '640502',
  foundOn: '2026-10-12',
  content: '网店宣称包治百病',
};
const register = async (more: object = {}) =>
  (await officer.call('POST', '/api/leads', { ...FORM, ...more })).json;

describe('leads entered by hand (案源线索登记表)', () => {
  it('get a number of the bureau without gaps, also when entered at once', async () => {
    const leads = await Promise.all([register(), register(), register()]);
    const numbers = leads.map(({ number }) => Number(/(\d+)号$/.exec(number)![1])).toSorted((a, b) => a - b);
    expect(numbers).toEqual([numbers[0]!, numbers[0]! + 1, numbers[0]! + 2]);
    const province = await t.officer({ role: 'dispatcher', region: '640000' });
    const its = (await province.call('POST', '/api/leads', { ...FORM, region: '640000' })).json;
    expect(its.number).toMatch(/^宁市监网源〔2026〕00001号$/);
  });

  it('are registered once when the request is sent again after a lost answer', async () => {
    const [first, second] = [await register({ key: 'klick-1' }), await register({ key: 'klick-1' })];
    expect(second.id).toBe(first.id);
  });

  it('keep SQL and HTML as words', async () => {
    const nasty = `'); DELETE FROM leads; --<img src=x onerror=alert(1)>`;
    const lead = await register({ title: nasty, party: nasty, content: nasty });
    expect(lead).toMatchObject({ title: nasty, party: nasty, form: { content: nasty } });
  });

  it('let one of two officers save, and tell the other', async () => {
    const lead = await register();
    const other = await t.officer({ role: 'inspector', region: '640500' });
    const answers = await Promise.all([
      officer.call('PATCH', `/api/leads/${lead.id}`, { title: '甲改的标题', version: lead.version }),
      other.call('PATCH', `/api/leads/${lead.id}`, { title: '乙改的标题', version: lead.version }),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });

  it('are merged: what stood on both stands on one, and can be taken apart again', async () => {
    const [into, from] = [
      await register({ violations: ['false-advertising'] }),
      await register({ violations: ['absolute-terms-ad'] }),
    ];
    const merged = await officer.call('POST', '/api/leads/merge', {
      into: into.id,
      leads: [{ id: from.id, version: from.version }],
    });
    expect(merged.json.done).toEqual([from.id]);
    expect((await officer.call('GET', `/api/leads/${into.id}`)).json.violations).toHaveLength(2);
    const itself = await officer.call('POST', '/api/leads/merge', {
      into: into.id,
      leads: [{ id: into.id, version: into.version + 1 }],
    });
    expect(itself.status).toBe(409);
  });

  it('names each of many that could not be decided, and decides the rest', async () => {
    const [one, two] = [await register(), await register()];
    await officer.call('POST', '/api/leads/accept', { leads: [{ id: one.id, version: one.version }] });
    const both = await officer.call('POST', '/api/leads/accept', {
      leads: [
        { id: one.id, version: one.version },
        { id: two.id, version: two.version },
      ],
    });
    expect(both.json.done).toEqual([two.id]);
    expect(both.json.refused).toMatchObject([{ id: one.id }]);
  });

  it('refuse a violation type that does not exist and a wrong code, naming the field', async () => {
    const answer = await officer.call('POST', '/api/leads', { ...FORM, violations: ['no-such-type'] });
    expect(answer).toMatchObject({ status: 400, json: { problems: [{ path: 'violations' }] } });
    expect(await officer.call('POST', '/api/leads', { ...FORM, uscc: '91640500MA7ABCDE00' })).toMatchObject({
      status: 400,
      json: { problems: [{ path: 'uscc' }] },
    });
  });
});
