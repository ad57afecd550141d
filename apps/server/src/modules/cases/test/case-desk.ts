import type { Penalty } from '@wangjian/core/case-input.ts';
import { dayInChina } from '@wangjian/core/plain-date.ts';
import type { TestAnswer, TestApp, TestUser } from '../../../platform/test/test-app.ts';
import type { DocumentDetail } from '../../documents/contract.ts';
import type { CaseDetail } from '../contract.ts';
import { NO_PENALTY } from '../law/penalty.ts';

type Body = Record<string, unknown>;

/** The people of one office who take a case from its start to its end, through the API alone. */
export interface Desk {
  readonly officer: TestUser;
  readonly colleague: TestUser;
  readonly head: TestUser;
  readonly deputy: TestUser;
  readonly reviewer: TestUser;
  today(): string;
  penalty(some: Partial<Penalty>): Penalty;
  newCase(some?: Body): Promise<CaseDetail>;
  get(one: { id: string }): Promise<CaseDetail>;
  tryStep(one: CaseDetail, action: string, body: Body, as?: TestUser): Promise<TestAnswer>;
  step(one: CaseDetail, action: string, body: Body, as?: TestUser): Promise<CaseDetail>;
  /** Takes the pending document, or the one given, through its approval. */
  sign(one: CaseDetail, documentId?: string): Promise<CaseDetail>;
  serve(one: CaseDetail, documentId?: string): Promise<CaseDetail>;
  serveDecision(one: CaseDetail): Promise<CaseDetail>;
  /** Rules of the running deadlines of the case itself. */
  running(one: CaseDetail): string[];
}

function ok<Answer>(answer: TestAnswer): Answer {
  if (answer.status !== 200) throw new Error(`${answer.status}: ${answer.text.slice(0, 600)}`);
  return answer.json as Answer;
}

/** What an officer would fill in on the document's page: everything required that is still empty. */
async function complete(officer: TestUser, id: string): Promise<number> {
  const { form, values, version } = ok<DocumentDetail>(await officer.call('GET', `/api/documents/${id}`));
  const given: Body = {};
  for (const field of form.fields) {
    const value = values[field.id];
    const empty =
      value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
    if (field.required && empty) given[field.id] = field.sample;
  }
  if (Object.keys(given).length === 0) return version;
  return ok<{ version: number }>(
    await officer.call('PATCH', `/api/documents/${id}`, { values: given, version }),
  ).version;
}

/** Opens the desk: two officers with certificates, two heads, a reviewer, all of one county. */
export async function caseDesk(t: TestApp, region = '640502'): Promise<Desk> {
  const orgId = await t.unit({ name: '沙坡头区市场监督管理局', level: 'county', region });
  const officer = await t.officer({ role: 'inspector', region, name: '李四', orgId });
  const colleague = await t.officer({ role: 'inspector', region, name: '王五', orgId });
  const head = await t.officer({ role: 'approver', region, name: '局长', orgId });
  const deputy = await t.officer({ role: 'approver', region, name: '副局长', orgId });
  const reviewer = await t.officer({ role: 'legal-reviewer', region, name: '审核', orgId });
  const get = async ({ id }: { id: string }) => ok<CaseDetail>(await officer.call('GET', `/api/cases/${id}`));
  const tryStep = (one: CaseDetail, action: string, body: Body, as = officer) =>
    as.call('POST', `/api/cases/${one.id}/${action}`, { version: one.version, ...body });
  const today = () => dayInChina(t.clock.now());
  const serve = async (one: CaseDetail, documentId: string) => {
    const { version } = ok<{ version: number }>(await officer.call('GET', `/api/documents/${documentId}`));
    ok(
      await officer.call('POST', `/api/documents/${documentId}/services`, {
        manner: 'direct',
        recipient: '张三',
        servedOn: today(),
        officers: '李四、王五',
        version,
      }),
    );
    return await get(one);
  };
  return {
    officer,
    colleague,
    head,
    deputy,
    reviewer,
    today,
    penalty: (some) => ({ ...NO_PENALTY, ...some }),
    get,
    tryStep,
    step: async (one, action, body, as) => ok<CaseDetail>(await tryStep(one, action, body, as)),
    async newCase(some = {}) {
      return ok<CaseDetail>(
        await officer.call('POST', '/api/cases', {
          region,
          violations: ['false-advertising'],
          summary: '当事人在网店发布虚假广告',
          actedOn: '2026-10-01',
          foundOn: '2026-10-10',
          party: {
            kind: 'company',
            name: '中卫市甲商贸有限公司',
            representative: '张三',
            phone: '13909551234',
          },
          officers: [
            { officerId: officer.actor.id, certificate: '64050001', lead: true },
            { officerId: colleague.actor.id, certificate: '64050002' },
          ],
          ...some,
        }),
      );
    },
    async sign(one, documentId = one.pendingStep!.documentId) {
      const path = `/api/documents/${documentId}`;
      let version = await complete(officer, documentId);
      let document = ok<{ version: number; status: string }>(
        await officer.call('POST', `${path}/submit`, { version }),
      );
      for (let round = 0; document.status !== 'signed' && round < 4; round += 1) {
        version = document.version;
        document = ok(
          document.status === 'legal'
            ? await reviewer.call('POST', `${path}/legal-review`, {
                decision: 'approve',
                version,
                opinion: '同意',
              })
            : document.status === 'review'
              ? await deputy.call('POST', `${path}/decide`, { decision: 'approve', version, opinion: '同意' })
              : await head.call('POST', `${path}/decide`, { decision: 'sign', version, opinion: '同意' }),
        );
      }
      return await get(one);
    },
    serve: (one, documentId = one.pendingStep!.documentId) => serve(one, documentId),
    async serveDecision(one) {
      const paper = one.papers.find(({ form }) => form.endsWith('decision'))!;
      return await serve(one, paper.id);
    },
    running: (one) =>
      one.deadlines
        .filter(({ on, ended }) => on === one.id && ended === null)
        .map(({ rule }) => rule ?? '')
        .sort(),
  };
}
