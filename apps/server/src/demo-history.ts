import { randomBytes, randomUUID } from 'node:crypto';
import { dayInChina } from '@wangjian/core/plain-date.ts';
import { type AppParts, buildApp } from './build-app.ts';
import { DEMO_BUREAU } from './demo/bureau.ts';
import type { HistoryDesk } from './demo/history/desk.ts';
import { planHistory } from './demo/history/history.ts';
import { runTimeline } from './demo/history/timeline.ts';
import { officerActors } from './modules/officers/officer-actors.ts';
import type { OfficerActor } from './platform/actor.ts';
import { systemActor } from './platform/actor.ts';
import { chainAudit } from './platform/audit/chain.ts';
import { SESSION_COOKIE } from './platform/http/session.ts';
import { newId } from './platform/ids.ts';
import { jobQueue } from './platform/jobs/job-queue.ts';
import { runUseCase } from './platform/run-use-case.ts';

/** News older than this was read long ago. */
const NEWS_DAYS = 4;
const DAY = 86_400_000;
const EDGE = 'wangjian-history-edge';

/** What came of writing the demo bureau's past. */
export interface WrittenHistory {
  readonly courses: number;
  readonly steps: number;
  /** What was refused, in the server's words; none in a sound demo. */
  readonly failures: readonly string[];
}

/** One course in so many: a whole year takes most of a minute. */
export interface HistoryOptions {
  readonly oneIn?: number;
}

/**
 * Writes the past year of the demo bureau through the API, each call by an officer at its moment: the same checks,
 * numbers, deadlines and audit entries as in use. The clock of `parts` says when that past ends.
 */
export async function writeHistory(
  parts: Pick<AppParts, 'urls' | 'config' | 'clock' | 'log'>,
  signal: AbortSignal,
  { oneIn = 1 }: HistoryOptions = {},
): Promise<WrittenHistory> {
  const until = parts.clock.now();
  let moment = until;
  const clock = { now: () => moment };
  const tokens = new Map<string, { actor: OfficerActor; csrf: string }>();
  const app = await buildApp({
    ...parts,
    clock,
    findSessionFirst: async (token) => tokens.get(token),
    jobsOf: (tx) => {
      const queue = jobQueue(tx);
      const isNews = until.getTime() - moment.getTime() < NEWS_DAYS * DAY;
      return {
        add: (job, payload, options) => (isNews ? queue.add(job, payload, options) : Promise.resolve()),
      };
    },
  });
  try {
    const actors = await officerActors(app.kernel, DEMO_BUREAU);
    const token = new Map<string, string>();
    for (const [login, { actor }] of actors) {
      token.set(login, randomBytes(16).toString('hex'));
      tokens.set(token.get(login)!, { actor, csrf: randomBytes(8).toString('hex') });
    }
    const call = async (
      login: string,
      method: 'GET' | 'POST' | 'PATCH',
      url: string,
      body: { payload?: string | Buffer; type?: string },
    ) => {
      const own = token.get(login);
      if (own === undefined) throw new Error(`the demo has no officer ${login}`);
      const answer = await app.http.inject({
        method,
        url,
        headers: {
          cookie: `${SESSION_COOKIE}=${own}`,
          'x-csrf-token': tokens.get(own)!.csrf,
          ...(body.type ? { 'content-type': body.type } : {}),
        },
        ...(body.payload === undefined ? {} : { payload: body.payload }),
      });
      if (answer.statusCode !== 200)
        throw new Error(`${login} ${method} ${url}: ${answer.statusCode} ${answer.body.slice(0, 400)}`);
      return answer.json();
    };
    const json = (body: object) => ({ payload: JSON.stringify(body), type: 'application/json' });
    const desk: HistoryDesk = {
      now: () => moment,
      today: () => dayInChina(moment),
      officer(login) {
        const known = actors.get(login);
        if (!known) throw new Error(`the demo has no officer ${login}`);
        return { ...known.actor, officeId: known.officeId };
      },
      get: (login, path) => call(login, 'GET', path, {}),
      post: (login, path, body) => call(login, 'POST', path, json(body)),
      patch: (login, path, body) => call(login, 'PATCH', path, json(body)),
      async upload(login, path, { name, type, bytes }) {
        const head = `--${EDGE}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: ${type}\r\n\r\n`;
        await call(login, 'POST', path, {
          payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${EDGE}--\r\n`)]),
          type: `multipart/form-data; boundary=${EDGE}`,
        });
      },
      newId: (kind) => newId(kind, DEMO_BUREAU, clock),
      key: () => randomUUID(),
    };
    const begun = planHistory(desk, until, 'wangjian-demo').filter((_, place) => place % oneIn === 0);
    const failures: string[] = [];
    const steps = await runTimeline(begun, {
      until,
      turnTo: (at) => {
        moment = at;
      },
      failed: (name, error) => failures.push(`${name}: ${(error as Error).message}`),
      signal,
    });
    moment = parts.clock.now();
    const system = systemActor('demo', [DEMO_BUREAU]);
    // The nightly run looks a month back only.
    for (let added = 1; added > 0 && !signal.aborted; )
      ({ added } = await runUseCase(app.kernel, chainAudit, system, { bureau: DEMO_BUREAU, months: 15 }));
    return { courses: begun.length, steps, failures };
  } finally {
    await app.close();
  }
}
