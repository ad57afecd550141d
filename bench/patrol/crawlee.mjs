// Crawlee's CheerioCrawler over the same market: disk queue and disk dataset, links of the same host, title and text.

import { readFile } from 'node:fs/promises';
import { CheerioCrawler, Configuration, Dataset, EnqueueStrategy } from '@crawlee/cheerio';
import { report } from './report.mjs';

const [list = '', out = ''] = process.argv.slice(2);
const urls = (await readFile(list, 'utf8')).split('\n').filter(Boolean);
const configuration = Configuration.getGlobalConfig();
configuration.set('storageClientOptions', { localDataDirectory: out, persistStorage: true });
configuration.set('purgeOnStart', false);
const dataset = await Dataset.open();
let pages = 0;
const crawler = new CheerioCrawler({
  minConcurrency: 20,
  maxConcurrency: 50,
  maxRequestRetries: 1,
  async requestHandler({ request, $, enqueueLinks }) {
    $('script,style').remove();
    await dataset.pushData({ url: request.url, title: $('title').text(), text: $('body').text() });
    await enqueueLinks({ strategy: EnqueueStrategy.SameOrigin });
    pages += 1;
  },
});
await crawler.run(urls);
report(pages, performance.now(), {});
