import { addDays, dayInChina, type PlainDate, weekdayOf } from '@wangjian/core/plain-date.ts';
import { z } from 'zod';
import { defineJob } from '../../platform/jobs/define-job.ts';
import { useCase } from '../../platform/use-case.ts';
import { notify } from '../inbox/service.ts';
import { calendarsOf } from './calendars.ts';
import { dueInWords } from './course.ts';
import { dueOfOfficers } from './list-store.ts';
import { settingsOf } from './store.ts';

const NAMED = 8;

/** The Sunday of the week of a day. */
const endOfWeek = (day: PlainDate): PlainDate => addDays(day, 7 - weekdayOf(day));

const digestOf = useCase({
  action: 'deadline.digest',
  title: '每日期限清单',
  permission: 'session',
  input: z.object({ bureau: z.string() }),
  async run(context, { bureau }) {
    const { tx, clock } = context;
    const now = clock.now();
    const today = dayInChina(now);
    const { settings } = await settingsOf(tx, bureau);
    const { calendar } = await calendarsOf(tx);
    if (!settings.digest || calendar.kind(today) !== 'workday')
      return { result: null, audit: 'machine work' };
    const rows = await dueOfOfficers(tx, bureau, now, endOfWeek(today));
    for (const [officerId, own] of Map.groupBy(rows, ({ officer_id }) => officer_id as string)) {
      const over = own.filter((row) => row.over).length;
      const due = own.filter((row) => !row.over && row.due.slice(0, 10) <= today).length;
      const lines = own
        .slice(0, NAMED)
        .map(
          (row) =>
            `${row.over ? '已超期' : '未办结'}：${row.subject}，${row.title}，${dueInWords(row.due)} 到期${row.provisional ? '（暂定）' : ''}`,
        );
      if (own.length > NAMED) lines.push(`另有 ${own.length - NAMED} 项，见期限页`);
      await notify(context, {
        to: { officerIds: [officerId] },
        kind: 'digest',
        title: `${today} 期限清单：已超期 ${over} 项，今天到期 ${due} 项，本周内还有 ${own.length - over - due} 项`,
        text: lines.join('\n'),
        path: '/deadlines?officer=me',
        on: null,
        // The day is the key: a job that runs twice, or a clock that was set back, sends no second list.
        key: `digest:${today}`,
      });
    }
    return { result: null, audit: 'machine work' };
  },
});

/** At 7:30 in China on working days: what each officer has to do today and this week, and what is late. */
export const digestDeadlines = defineJob({
  name: 'digest-deadlines',
  payload: z.object({}),
  cron: '30 23 * * *',
  async run({ run, bureaus, log }) {
    for (const bureau of await bureaus()) {
      try {
        await run(digestOf, { bureau }, { bureau });
      } catch (error) {
        log.error({ err: error, bureau }, 'digest of a bureau failed');
      }
    }
  },
});
