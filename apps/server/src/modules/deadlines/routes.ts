import { route } from '../../platform/http/route.ts';
import * as contract from './contract.ts';
import { extendOne, pauseOne, resumeOne, setOne, tryOne } from './decide.ts';
import { exportDeadlines } from './export-deadlines.ts';
import { enterNotice, listCalendars, previewNotice, readNotice, withdraw } from './notices.ts';
import { getDeadline, listDeadlines, sumDeadlines } from './read.ts';
import { getSettings, saveSettings } from './settings.ts';

export const routes = [
  route(contract.listDeadlines, ({ query, run }) => run(listDeadlines, query)),
  route(contract.exportDeadlines, exportDeadlines),
  route(contract.sumDeadlines, ({ query, run }) => run(sumDeadlines, query)),
  route(contract.getDeadline, ({ params, run }) => run(getDeadline, params)),
  route(contract.extendDeadline, ({ params, body, run }) => run(extendOne, { ...params, ...body })),
  route(contract.pauseDeadline, ({ params, body, run }) => run(pauseOne, { ...params, ...body })),
  route(contract.resumeDeadline, ({ params, body, run }) => run(resumeOne, { ...params, ...body })),
  route(contract.setDeadline, ({ params, body, run }) => run(setOne, { ...params, ...body })),
  route(contract.tryDeadline, ({ params, query, run }) => run(tryOne, { ...params, ...query })),
  route(contract.getSettings, ({ run }) => run(getSettings, undefined)),
  route(contract.saveSettings, ({ body, run }) => run(saveSettings, body)),
  route(contract.listCalendars, ({ run }) => run(listCalendars, undefined)),
  route(contract.readNotice, ({ body, run }) => run(readNotice, body)),
  route(contract.previewNotice, ({ body, run }) => run(previewNotice, body)),
  route(contract.enterNotice, ({ body, run }) => run(enterNotice, body)),
  route(contract.withdrawNotice, ({ params, body, run }) => run(withdraw, { ...params, ...body })),
];
