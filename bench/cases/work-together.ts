import { withClient } from '../../apps/server/src/platform/db/connections.ts';
import type { Officer } from './officer.ts';
import { Timing } from './timing.ts';

const SHARED = 200;

interface Detail {
  readonly id: string;
  readonly version: number;
}

/**
 * Everybody works on the same leads at once: opens the list, a detail, changes it, adds a note. Afterwards every change
 * that was answered with success must be there: a version more each, a line of the course each.
 */
export async function workTogether(
  officers: readonly Officer[],
  owner: string,
  minutes: number,
): Promise<string[]> {
  const count = () =>
    withClient(owner, async (client) => {
      const { rows } = await client.query<{ versions: number; events: number }>(
        `SELECT (SELECT sum(version)::int FROM leads) AS versions, (SELECT count(*)::int FROM lead_events) AS events`,
      );
      return rows[0]!;
    });
  const before = await count();
  const { json } = await officers[0]!.call<{ items: Detail[] }>(
    'GET',
    `/api/leads?status=sorting&pageSize=${SHARED}`,
  );
  const ids = json.items.map(({ id }) => id);
  const timing = new Timing();
  const done = { changes: 0, notes: 0, stale: 0 };
  const errors: string[] = [];
  const end = Date.now() + minutes * 60_000;
  const work = async (officer: Officer, number: number) => {
    for (let turn = 0; Date.now() < end; turn += 1) {
      const id = ids[(number * 31 + turn * 17) % ids.length]!;
      const list = await timing.time(() => officer.call('GET', `/api/leads?page=${1 + (turn % 5)}`));
      const detail = await timing.time(() => officer.call<Detail>('GET', `/api/leads/${id}`));
      const change = await timing.time(() =>
        officer.call('PATCH', `/api/leads/${id}`, {
          version: detail.json.version,
          opinion: `${number} 号第 ${turn} 次`,
        }),
      );
      const note = await timing.time(() =>
        officer.call('POST', `/api/leads/${id}/comments`, { text: `${number} 号第 ${turn} 次` }),
      );
      if (change.status === 200) done.changes += 1;
      else if (change.status === 409) done.stale += 1;
      if (note.status === 200) done.notes += 1;
      for (const { status, json: said } of [list, detail, note, ...(change.status === 409 ? [] : [change])]) {
        if (status !== 200) errors.push(`${status} ${JSON.stringify(said)}`);
      }
    }
  };
  await Promise.all(officers.map(work));
  const after = await count();
  const lost = {
    changes: done.changes - (after.versions - before.versions),
    events: done.changes + done.notes - (after.events - before.events),
  };
  return [
    `每次请求 ${timing.text}`,
    `修改 ${done.changes} 次，说明 ${done.notes} 次，因他人先保存而请重读 ${done.stale} 次`,
    `出错 ${errors.length} 次${errors.length > 0 ? `，例如 ${errors[0]}` : ''}；丢失的修改 ${lost.changes} 次，丢失的记录 ${lost.events} 条`,
  ];
}
