import { expect } from 'vitest';
import type { TestApp, TestUser } from '../../platform/test/test-app.ts';

/** What a transfer of a test is about, unless it says otherwise. */
export const MATTER = {
  kind: 'transfer',
  region: '640502',
  reach: 'outside',
  to: '某某省市场监督管理局',
  title: '某某旗舰店涉嫌侵犯地理标志证明商标',
  party: '某某商贸有限公司',
  address: '某某省某某市某某区一号',
  facts: '监测发现该网店使用“中宁枸杞”商标。',
  reason: '当事人实际经营地在你局辖区，依法移送。',
  contact: '李四',
  contactPhone: '0955-7000000',
};

/** The people who send letters, with the steps that tests repeat. */
export async function desk(t: TestApp) {
  const officer = await t.officer({ role: 'inspector', region: '640502', name: '承办员' });
  const reviewer = await t.officer({ role: 'approver', region: '640502', name: '审核负责人' });
  const signer = await t.officer({ role: 'approver', region: '640500', name: '签发负责人' });
  const read = async (id: string, as: TestUser = officer) =>
    (await as.call('GET', `/api/transfers/${id}`)).json;
  return {
    officer,
    reviewer,
    signer,
    read,
    async open(form: object = {}, as: TestUser = officer) {
      const answer = await as.call('POST', '/api/transfers', { ...MATTER, ...form });
      expect(answer.status, answer.text).toBe(200);
      return answer.json;
    },
    /** One step on a transfer at its present version; what the API answers. */
    async act(id: string, verb: string, body: object = {}, as: TestUser = officer) {
      const { version } = await read(id, as);
      const answer = await as.call('POST', `/api/transfers/${id}/${verb}`, { version, ...body });
      expect(answer.status, answer.text).toBe(200);
      return answer.json;
    },
    /** Fills what is missing in a document and has it signed; answers with the document. */
    async sign(documentId: string, filled: object = {}) {
      const path = `/api/documents/${documentId}`;
      let document = (await officer.call('GET', path)).json;
      document = (await officer.call('PATCH', path, { values: filled, version: document.version })).json;
      expect(document.missing).toEqual([]);
      document = (await officer.call('POST', `${path}/submit`, { version: document.version })).json;
      for (const [who, decision] of [
        [reviewer, 'approve'],
        [signer, 'sign'],
      ] as const) {
        if (document.status === (decision === 'approve' ? 'review' : 'sign'))
          document = (await who.call('POST', `${path}/decide`, { decision, version: document.version })).json;
      }
      expect(document.status).toBe('signed');
      return document;
    },
  };
}

/** The receiver's code as it stands in the letter. */
export const codeIn = (document: { values: { replyLink: string } }): string =>
  /接收码：([0-9A-Z-]+)/.exec(document.values.replyLink)![1]!;

/** A form sent by a browser without a session. */
export async function receiverForm(t: TestApp, url: string, fields: Record<string, string>) {
  const boundary = 'test-boundary';
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return await t.app.http.inject({
    method: 'POST',
    url,
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: `${parts.join('')}--${boundary}--\r\n`,
  });
}
