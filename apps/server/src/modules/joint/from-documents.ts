import { bureauOfId } from '@wangjian/core/ids.ts';
import { on } from '../../platform/events.ts';
import { defineJob } from '../../platform/jobs/define-job.ts';
import type { JobType } from '../../platform/jobs/job-type.ts';
import { documentSigned, documentVoided } from '../documents/service.ts';
import { MINUTES_FORM, MinutesNews, takeMinutesNews } from './meetings.ts';

const newsType = { name: 'joint-minutes-news', payload: MinutesNews } satisfies JobType;

/** By a job: whoever signs need not be of a unit that takes part. */
export const minutesNews = defineJob({
  ...newsType,
  run: async ({ run }, news) => {
    await run(takeMinutesNews, news, { bureau: bureauOfId(news.documentId) });
  },
});

const signed = on(documentSigned, {
  action: 'joint.minutes-signed',
  title: '会议纪要签发',
  async run({ jobs }, { form, documentId, number }) {
    if (form === MINUTES_FORM) await jobs.add(newsType, { documentId, news: 'signed', number });
    return { audit: 'nothing done' };
  },
});

const voided = on(documentVoided, {
  action: 'joint.minutes-void',
  title: '会议纪要作废',
  async run({ jobs }, { form, documentId }) {
    if (form === MINUTES_FORM) await jobs.add(newsType, { documentId, news: 'void', number: null });
    return { audit: 'nothing done' };
  },
});

export const events = [signed, voided];
