import { endpoint } from '@wangjian/core/endpoint.ts';
import { RecordId } from '@wangjian/core/listing.ts';
import { z } from 'zod';

const Day = z.iso.date();
/** Money in 分. */
const Fen = z.int();
export const getPrices = endpoint({
  method: 'GET',
  path: '/api/inspection-prices',
  summary: '商品页价格序列：每天的最低价、最高价，以及需要核对的提示',
  access: 'inspection.read',
  query: z.object({ siteId: RecordId }),
  result: z.object({
    pages: z.array(
      z.object({
        url: z.string(),
        title: z.string(),
        days: z.array(z.object({ day: Day, lowest: Fen, highest: Fen, compared: Fen.nullable() })),
        hints: z.array(z.string()),
      }),
    ),
  }),
});
