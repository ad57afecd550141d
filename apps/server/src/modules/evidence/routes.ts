import { sendFile } from '../../platform/http/downloads.ts';
import { route } from '../../platform/http/route.ts';
import * as contract from './contract.ts';
import * as service from './service.ts';

export const routes = [
  route(contract.listEvidence, ({ query, run }) => run(service.listEvidence, query)),
  route(contract.getEvidence, ({ params, run }) => run(service.getEvidence, params)),
  route(contract.downloadEvidence, async ({ params, run, kernel, reply }) => {
    const { blob, bytes, name } = await run(service.downloadEvidence, params);
    return sendFile(reply, { name, type: 'application/wacz', content: await kernel.files.read(blob), bytes });
  }),
  route(contract.evidenceScreenshot, async ({ params, run, kernel, reply }) => {
    const { blob } = await run(service.evidenceScreenshot, params);
    return sendFile(reply, {
      name: `${params.id}.png`,
      type: 'image/png',
      content: await kernel.files.read(blob),
      inline: true,
    });
  }),
  route(contract.verifyEvidence, ({ params, run }) => run(service.verifyEvidence, params)),
  route(contract.retryEvidence, ({ params, run }) => run(service.retryEvidence, params)),
];
