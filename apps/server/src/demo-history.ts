import { randomBytes } from 'node:crypto';
import { dayInChina } from '@wangjian/core/plain-date.ts';
import { ulid } from 'ulid';
import { type AppParts, buildApp } from './build-app.ts';
import { DEMO_BUREAU } from './demo/bureau.ts';
import type { HistoryDesk } from './demo/history/desk.ts';
import { planHistory } from './demo/history/history.ts';
import { HistoryJournal } from './demo/history/journal.ts';
import { runTimeline } from './demo/history/timeline.ts';
import { officerActors } from './modules/officers/officer-actors.ts';
import { dispatchType } from './modules/transfers/job-types.ts';
import type { OfficerActor } from './platform/actor.ts';
import { systemActor } from './platform/actor.ts';
import { chainAudit } from './platform/audit/chain.ts';
import { SESSION_COOKIE } from './platform/http/session.ts';
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

/** One course in so many and the first of each kind: a whole year takes minutes. */
export interface HistoryOptions {
  readonly oneIn?: number;
}

/** The ULID of a moment with the random part taken from a key, so that it is the same at another try. */
function ulidOf(moment: Date, key: string): string {
  let place = 0;
  const next = () => {
    place += 2;
    return Number.parseInt(key.slice(place - 2, place), 16) / 256;
  };
  return ulid(moment.getTime(), next);
}

/** The address of the record that a call is about. */
const RECORD = /^\/api\/[a-z0-9/-]+\/[a-z-]+_\d{6}_[0-9A-Z]+/;

/**
 * Writes the past year of the demo bureau through the API, each call by an officer at its moment: the same checks,
 * numbers, deadlines and audit entries as in use. The journal says when that past ends, and how much of it was written
 * before the process was stopped: from there it goes on.
 */
export async function writeHistory(
  parts: Pick<AppParts, 'urls' | 'config' | 'log'>,
  journalFile: string,
  signal: Pick<AbortSignal, 'aborted'>,
  { oneIn = 1 }: HistoryOptions = {},
): Promise<WrittenHistory> {
  const journal = new HistoryJournal(journalFile);
  const { until } = journal;
  let moment = until;
  let course = 0;
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
        add: (job, payload, options) =>
          isNews || job.name === dispatchType.name ? queue.add(job, payload, options) : Promise.resolve(),
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
    const ask = async (
      login: string,
      method: 'GET' | 'POST' | 'PATCH',
      url: string,
      body: { payload?: string | Buffer; type?: string } = {},
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
      return { status: answer.statusCode, text: answer.body, json: () => answer.json() };
    };
    const call = (...[login, method, url, body]: Parameters<typeof ask>) =>
      journal.call(course, `${login} ${method} ${url}`, async (mayBeMade) => {
        const answer = await ask(login, method, url, body);
        if (mayBeMade && method !== 'GET') {
          // Refused as done already: what it left is what it would have answered.
          if (answer.status === 409) return await recordAt(login, url);
          if (answer.status === 200 && answer.json().refused?.length > 0) return { refused: [] };
        }
        if (answer.status !== 200)
          throw new Error(`${login} ${method} ${url}: ${answer.status} ${answer.text.slice(0, 400)}`);
        return answer.json();
      });
    const recordAt = async (login: string, url: string) => {
      const record = RECORD.exec(url)?.[0];
      const answer = record === undefined ? undefined : await ask(login, 'GET', record);
      return answer?.status === 200 ? answer.json() : { refused: [] };
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
      get: (login, path) => call(login, 'GET', path),
      post: (login, path, body) => call(login, 'POST', path, json(body)),
      patch: (login, path, body) => call(login, 'PATCH', path, json(body)),
      async upload(login, path, { name, type, bytes }) {
        const head = `--${EDGE}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: ${type}\r\n\r\n`;
        await call(login, 'POST', path, {
          payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${EDGE}--\r\n`)]),
          type: `multipart/form-data; boundary=${EDGE}`,
        });
      },
      newId: (kind) => `${kind}_${DEMO_BUREAU}_${ulidOf(moment, journal.keyOf(course))}`,
      key: () => journal.keyOf(course),
    };
    const kinds = new Set<string>();
    const begun = planHistory(desk, until, journal.seed).filter(({ name, place }) => {
      const known = kinds.size;
      kinds.add(name.split(' ')[0]!);
      return kinds.size > known || place % oneIn === 0;
    });
    const failures: string[] = [];
    const steps = await runTimeline(begun, {
      until,
      turnTo: (at, place) => {
        moment = at;
        course = place;
      },
      failed: (name, error) => failures.push(`${name}: ${(error as Error).message}`),
      signal,
    });
    moment = until;
    const system = systemActor('demo', [DEMO_BUREAU]);
    // The nightly run looks a month back only.
    for (let added = 1; added > 0 && !signal.aborted; )
      ({ added } = await runUseCase(app.kernel, chainAudit, system, { bureau: DEMO_BUREAU, months: 15 }));
    if (!signal.aborted) journal.finish();
    return { courses: begun.length, steps, failures };
  } finally {
    await app.close();
  }
}
