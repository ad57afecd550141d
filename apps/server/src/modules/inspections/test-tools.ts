import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { newId } from '../../platform/ids.ts';
import type { TestAnswer, TestApp, TestUser } from '../../platform/test/test-app.ts';
import { annex1 } from './annex1.ts';
import type { Cell, fillCells, InspectionDetail } from './contract.ts';
import type { CellResult, Side } from './tables.ts';

/** The smallest picture there is. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

type Filled = z.output<NonNullable<typeof fillCells.result>>;
interface Box extends Pick<Cell, 'key'> {
  readonly base: number;
  readonly words: string;
  readonly result?: CellResult;
}

/** What tests do with inspections as one officer. */
export interface InspectionOf {
  newId(): string;
  create(more?: object): Promise<InspectionDetail>;
  read(id: string): Promise<InspectionDetail>;
  fill(id: string, cells: readonly Box[], key?: string): Promise<Filled>;
  /** Every row of a column, with problems (and their words) where they are named. */
  fillAll(id: string, side: Side, results?: Readonly<Record<string, CellResult>>): Promise<void>;
  attach(id: string, query: Readonly<Record<string, unknown>>, bytes?: Buffer): Promise<TestAnswer>;
  sign(id: string): Promise<void>;
  record(id: string, side: Side, on?: string): Promise<TestAnswer>;
  /** One with a whole online column and no problem, ended. */
  finished(): Promise<InspectionDetail>;
}

export function inspectionTools(t: TestApp, officer: TestUser): InspectionOf {
  const tools: InspectionOf = {
    newId: () => newId('inspection', '640500', t.clock),
    async create(more = {}) {
      const body = {
        id: tools.newId(),
        subject: '中卫测试商行',
        region: '640502',
        sides: ['online', 'on-site'],
        ...more,
      };
      return (await officer.call('POST', '/api/inspections', body)).json;
    },
    read: async (id) => (await officer.call('GET', `/api/inspections/${id}`)).json,
    async fill(id, cells, key = randomUUID()) {
      const filledAt = t.clock.now().toISOString();
      const answer = await officer.call('POST', `/api/inspections/${id}/cells`, {
        key,
        cells: cells.map((cell) => ({ result: null, violations: [], filledAt, ...cell })),
      });
      return answer.json;
    },
    async fillAll(id, side, results = {}) {
      const { cells } = await tools.read(id);
      await tools.fill(
        id,
        annex1().rows.map((row) => {
          const key = `${row.id}.${side}`;
          const result = results[row.id] ?? 'none';
          return {
            key,
            base: cells.find((cell) => cell.key === key)?.version ?? 0,
            result,
            words: result === 'problem' ? '发现问题' : '',
          };
        }),
      );
    },
    async attach(id, query, bytes = PNG) {
      const all = new URLSearchParams({
        attachmentId: newId('attachment', '640500', t.clock),
        takenAt: t.clock.now().toISOString(),
        ...Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)])),
      });
      const edge = 'wangjian-test-edge';
      const head = `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="photo.png"\r\ncontent-type: image/png\r\n\r\n`;
      return await officer.inject({
        method: 'POST',
        url: `/api/inspections/${id}/attachments?${all}`,
        headers: { 'content-type': `multipart/form-data; boundary=${edge}` },
        payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${edge}--\r\n`)]),
      });
    },
    async sign(id) {
      for (const [role, signer] of [
        ['officer-1', '甲'],
        ['officer-2', '乙'],
        ['party', '王某'],
      ])
        await tools.attach(id, { kind: 'signature', role, signer });
    },
    async record(id, side, on = '2026-10-12') {
      const { version } = await tools.read(id);
      return await officer.call('POST', `/api/inspections/${id}/record`, {
        side,
        on,
        version,
        key: randomUUID(),
      });
    },
    async finished() {
      const one = await tools.create({ sides: ['online'] });
      await tools.fillAll(one.id, 'online');
      await tools.record(one.id, 'online');
      const { version } = await tools.read(one.id);
      const done = await officer.call('POST', `/api/inspections/${one.id}/finish`, {
        outcome: 'no-problem',
        version,
        key: randomUUID(),
      });
      return done.json;
    },
  };
  return tools;
}
