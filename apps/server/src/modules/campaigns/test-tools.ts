import { crc32, deflateSync } from 'node:zlib';
import { newId } from '../../platform/ids.ts';
import type { TestApp, TestUser } from '../../platform/test/test-app.ts';
import type { CampaignPlan } from './contract.ts';

/** A city with a county, its officers, and calls on a campaign. */
export interface CampaignDesk {
  readonly city: string;
  readonly county: string;
  readonly other: string;
  readonly owner: TestUser;
  readonly approver: TestUser;
  readonly unit: TestUser;
  readonly unitApprovers: readonly [TestUser, TestUser];
  readonly supervisor: TestUser;
  readonly stranger: TestUser;
  plan(change?: Partial<CampaignPlan>): CampaignPlan & { key: string };
  /** A campaign in a state, with the county and the other county as its units. */
  campaign(
    status: 'draft' | 'issued' | 'running' | 'summing-up',
    change?: Partial<CampaignPlan>,
  ): Promise<string>;
}

let keys = 0;

/** Sets the clock into the middle of a campaign and makes the bureau of 中卫 with two counties. */
export async function campaignDesk(t: TestApp): Promise<CampaignDesk> {
  t.clock.set('2026-09-21T01:00:00Z');
  const city = await t.unit({ name: '中卫市市场监督管理局', level: 'city', region: '640500' });
  const county = await t.unit({
    name: '中宁县市场监督管理局',
    level: 'county',
    region: '640521',
    parentId: city,
  });
  const other = await t.unit({
    name: '海原县市场监督管理局',
    level: 'county',
    region: '640522',
    parentId: city,
  });
  const at =
    (orgId: string, region: string) => (role: 'dispatcher' | 'approver' | 'supervisor', name: string) =>
      t.officer({ role, region, orgId, name });
  const [inCity, inCounty, inOther] = [at(city, '640500'), at(county, '640521'), at(other, '640522')];
  const owner = await inCity('dispatcher', '马晓燕');
  const plan = (change: Partial<CampaignPlan> = {}): CampaignPlan & { key: string } => ({
    name: '2026网络市场监管专项行动',
    basis: '按照自治区市场监督管理厅关于网络市场监管的部署',
    aim: '净化网络交易环境',
    reportTo: '自治区市场监督管理厅',
    copiesTo: '市委网信办',
    startsOn: '2026-06-01',
    endsOn: '2026-11-30',
    phases: [
      { kind: 'mobilise', from: '2026-06-01', to: '2026-06-10', content: '' },
      { kind: 'inspect', from: '2026-06-20', to: '2026-11-15', content: '' },
      { kind: 'sum-up', from: '2026-10-01', to: '2026-11-30', content: '' },
    ],
    goals: [{ measure: 'online-checks', target: 100 }],
    scope: { kinds: [], forms: [], regions: [], violations: [], products: [], keywords: [] },
    items: [
      {
        id: 'item-1',
        title: '整治互联网违法广告',
        content: '',
        leader: '马辉',
        office: '',
        orgIds: [county, other],
        dueOn: '2026-11-15',
      },
      {
        id: 'item-2',
        title: '推进信用监管',
        content: '',
        leader: '',
        office: '',
        orgIds: [county],
        dueOn: null,
      },
    ],
    midtermOn: '2026-09-30',
    finalOn: '2026-11-30',
    casesWanted: 1,
    monthlyCheck: true,
    patrolEvery: 'none',
    ...change,
    key: `campaign-${++keys}`,
  });
  return {
    city,
    county,
    other,
    owner,
    approver: await inCity('approver', '局长'),
    unit: await inCounty('dispatcher', '县局分派员'),
    unitApprovers: [await inCounty('approver', '县局副局长'), await inCounty('approver', '县局局长')],
    supervisor: await inCity('supervisor', '督查员'),
    stranger: await inOther('dispatcher', '海原分派员'),
    plan,
    async campaign(status, change) {
      const created = (await owner.call('POST', '/api/campaigns', plan(change))).json;
      const { id } = created;
      let { version } = created;
      const steps = {
        draft: [],
        issued: ['issue'],
        running: ['issue', 'start'],
        'summing-up': ['issue', 'start', 'sum-up'],
      };
      for (const step of steps[status]) {
        ({ version } = (await owner.call('POST', `/api/campaigns/${id}/${step}`, { version })).json);
      }
      return id;
    },
  };
}

/** A small real PNG of one colour. */
export function png(width = 8, height = 6): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length);
    frame.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width);
  head.writeUInt32BE(height, 4);
  head.set([8, 2], 8);
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, 120)]);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.concat(Array.from({ length: height }, () => row)))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Uploads a file as a browser does. */
export async function send(user: TestUser, url: string, name: string, content: Buffer) {
  const boundary = 'campaign-boundary';
  const payload = Buffer.concat([
    Buffer.from(
      `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${encodeURIComponent(name)}"\r\ncontent-type: application/octet-stream\r\n\r\n`,
    ),
    content,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
  return await user.inject({
    method: 'POST',
    url,
    payload,
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  });
}

/** Enters what a unit did: an inspection with its checks, a lead, a closed case with its decision. */
export async function enterWork(
  t: TestApp,
  where: { readonly org: string; readonly region: string; readonly day: string; readonly words?: string },
): Promise<{ caseId: string; leadId: string; inspectionId: string }> {
  const { owner } = t.app.kernel;
  const { org, region, day, words = '某网店' } = where;
  const [inspectionId, leadId, caseId] = (['inspection', 'lead', 'case'] as const).map((kind) =>
    newId(kind, '640500', t.clock),
  ) as [string, string, string];
  await owner.query(
    `INSERT INTO inspections (bureau, id, region, number, subject, status, source, online_task, on_site_task, online_on,
        on_site_on, org_id, org_name, officer_id, officer_name, outcome, created_at, created_by, created_by_name)
     VALUES ('640500', $1, $2, $1, $5, 'finished', 'free', 'done', 'none', $3, NULL, $4, '', 'o', '甲', 'no-problem', now(), 'o', '甲')`,
    [inspectionId, region, day, org, words],
  );
  await owner.query(
    `INSERT INTO inspection_checks (bureau, id, region, inspection_id, kind, checked_on, org_id, org_name, officer_id, officer_name, problems)
     VALUES ('640500', $1, $2, $3, 'online', $4, $5, '', 'o', '甲', 0)`,
    [newId('check', '640500', t.clock), region, inspectionId, day, org],
  );
  await owner.query(
    `INSERT INTO leads (bureau, id, region, number, title, status, source, found_on, received_on, content, violations,
        registered_at, registered_by, registered_by_name, holder_org_id, search, source_fields)
     VALUES ('640500', $1, $2, $1, $5, 'checking', 'other', $3, $3, $5, '{}', ($3::date + time '09:00') AT TIME ZONE 'Asia/Shanghai', 'o', '甲', $4, '{}', '{}')`,
    [leadId, region, day, org, words],
  );
  await owner.query(
    `INSERT INTO cases (bureau, id, region, number, title, state, procedure, case_type, violations, category, source, summary,
        acted_on, found_on, org_id, org_name, outcome, fine_fen, decided_on, closed_on, facts, registered_at, registered_by, registered_by_name)
     VALUES ('640500', $1, $2, $1, $5, 'closed', 'ordinary', 'general', '{}', 'C01', 'own', $5, $3, $3, $4, '', 'penalty',
        1000000, $3, $3, $6, now(), 'o', '甲')`,
    [
      caseId,
      region,
      day,
      org,
      `${words}销售假冒伪劣商品案`,
      `李小明（电话13812345678）在${words}销售假冒商品。`,
    ],
  );
  await owner.query(
    `INSERT INTO case_parties (bureau, id, region, case_id, place, kind, name, phone)
     VALUES ('640500', $1, $2, $3, 1, 'person', '李小明', '13812345678')`,
    [newId('party', '640500', t.clock), region, caseId],
  );
  return { caseId, leadId, inspectionId };
}

/** Fills in what is missing and has the document approved by two others. */
export async function sign(
  user: TestUser,
  approvers: readonly TestUser[],
  documentId: string,
): Promise<string> {
  const path = `/api/documents/${documentId}`;
  const { version } = (await user.call('GET', path)).json;
  const edited = await user.call('PATCH', path, {
    version,
    values: { experience: '加强组织领导。', problems: '力量不足。', plans: '继续整治。' },
  });
  const given = await user.call('POST', `${path}/submit`, { version: edited.json.version });
  const seen = await approvers[0]!.call('POST', `${path}/decide`, {
    decision: 'approve',
    version: given.json.version,
  });
  const signed = await approvers[1]!.call('POST', `${path}/decide`, {
    decision: 'sign',
    version: seen.json.version,
  });
  if (signed.json.status !== 'signed') throw new Error(signed.text);
  return signed.json.number;
}
