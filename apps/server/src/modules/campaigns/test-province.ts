import type { Job } from '../../platform/jobs/define-job.ts';
import type { TestApp, TestUser } from '../../platform/test/test-app.ts';
import type { CampaignPlan } from './contract.ts';
import { campaignDesk } from './test-tools.ts';

/** A province over the city of the campaign desk and two others: 银川 takes part, 吴忠 never does. */
export async function provinceDesk(t: TestApp) {
  const desk = await campaignDesk(t);
  const hall = await t.unit({ name: '自治区市场监督管理厅', level: 'province', region: '640000' });
  const yinchuanOffice = await t.unit({ name: '银川市市场监督管理局', level: 'city', region: '640100' });
  const third = await t.unit({ name: '吴忠市市场监督管理局', level: 'city', region: '640300' });
  const province = await t.officer({ role: 'dispatcher', region: '640000', orgId: hall, name: '厅网监处' });
  const yinchuan = await t.officer({ role: 'dispatcher', region: '640100', orgId: yinchuanOffice });
  const wuzhong = await t.officer({ role: 'dispatcher', region: '640300', orgId: third });

  const get = async (user: TestUser, path: string) => (await user.call('GET', `/api/campaigns/${path}`)).json;
  const post = (user: TestUser, path: string, body: object) =>
    user.call('POST', `/api/campaigns${path === '' ? '' : `/${path}`}`, body);
  const inbox = async (user: TestUser): Promise<string[]> =>
    (await user.call('GET', '/api/inbox?pageSize=200')).json.items.map(
      ({ title }: { title: string }) => title,
    );
  const list = async (user: TestUser): Promise<{ id: string; status: string; name: string }[]> =>
    (await user.call('GET', '/api/campaigns?pageSize=200')).json.items;

  /** Every row of the module: what a replay or a refusal must leave as it was. */
  async function everything(): Promise<string> {
    const rows = [];
    for (const table of [
      'campaigns',
      'campaign_hand_downs',
      'campaign_events',
      'campaign_reports',
      'campaign_cases',
      'campaign_pictures',
      'campaign_visits',
      'deadlines',
    ])
      rows.push((await t.app.kernel.owner.query(`SELECT * FROM ${table} ORDER BY 1, 2`)).rows);
    return JSON.stringify(rows);
  }

  /** Runs a job once more, as the queue may. */
  async function replay(jobs: readonly Job[], name: string, payload: object): Promise<void> {
    const job = jobs.find((one) => one.name === name)!;
    const run = (useCase: never, input: never, { bureau }: { bureau: string }) =>
      t.system(bureau).run(useCase, input);
    await job.run({ run } as never, payload);
  }

  let plans = 0;
  /** A province's plan for 中卫 (two items) and 银川 (one), issued and handed down. */
  async function handedDown(change: Partial<CampaignPlan> = {}) {
    plans += 1;
    const item = (id: string, title: string, orgIds: string[]) => ({
      ...{ id, title, orgIds, content: '', leader: '厅领导', office: '', dueOn: null },
    });
    const plan = desk.plan({
      name: `全区网络市场监管专项行动第${plans}次`,
      items: [
        item('item-1', '整治互联网违法广告', [desk.city, yinchuanOffice]),
        item('item-2', '整治枸杞掺假', [desk.city]),
      ],
      ...change,
    });
    const made = await post(province, '', plan);
    if (made.status !== 200) throw new Error(made.text);
    const created = made.json;
    const issued = await post(province, `${created.id}/issue`, { version: created.version });
    if (issued.status !== 200) throw new Error(issued.text);
    await t.runJobs();
    const child = (await list(desk.owner)).find(({ name }) => name === plan.name)!;
    return { id: created.id as string, plan, child: child.id };
  }

  /** 中卫 accepts, gives both items to 中宁 and issues its plan. */
  async function accepted(child: string): Promise<void> {
    const handed = await get(desk.owner, child);
    const draft = (await post(desk.owner, `${child}/accept`, { version: handed.version })).json;
    const items = draft.plan.items.map((item: object) => ({ ...item, orgIds: [desk.county] }));
    const edited = await desk.owner.call('PUT', `/api/campaigns/${child}`, {
      ...draft.plan,
      items,
      version: draft.version,
    });
    if (edited.status !== 200) throw new Error(edited.text);
    const issued = await post(desk.owner, `${child}/issue`, { version: edited.json.version });
    if (issued.status !== 200) throw new Error(issued.text);
    await t.runJobs();
  }

  return {
    desk,
    province,
    yinchuan,
    wuzhong,
    yinchuanOffice,
    get,
    post,
    inbox,
    list,
    everything,
    replay,
    handedDown,
    accepted,
  };
}
