import { useQuery } from '@tanstack/react-query';
import { getPrices } from '@wangjian/server/modules/inspections/prices/contract.ts';
import { Alert } from 'antd';
import type { z } from 'zod';
import { call } from '../../../api/call.ts';
import { SafeLink } from '../../record/safe-link.tsx';
import { QueryState } from '../../shell/query-state.tsx';

type PricePage = z.output<NonNullable<typeof getPrices.result>>['pages'][number];

/** 价格: the lowest and highest price of each product page by day, with what should be looked at. */
export function PriceTab({ siteId }: { siteId: string }) {
  const prices = useQuery({
    queryKey: ['prices', siteId],
    queryFn: ({ signal }) => call(getPrices, { query: { siteId }, signal }),
  });
  return (
    <QueryState query={prices}>
      {({ pages }) =>
        pages.length === 0 ? (
          <p className="soft">还没有价格记录：监测读到商品页后，每天记一次最低价和最高价。</p>
        ) : (
          <>
            <p className="soft">网页上标示的价格，不是成交价；提示只供核对，不作为认定依据。近 90 天。</p>
            {pages.map((page) => (
              <PricePageCard key={page.url} page={page} />
            ))}
          </>
        )
      }
    </QueryState>
  );
}

const yuan = (fen: number) => (fen / 100).toFixed(2);

function PricePageCard({ page }: { page: PricePage }) {
  const last = page.days.at(-1)!;
  return (
    <section className="price-card">
      <b>{page.title || '商品页'}</b> <SafeLink url={page.url} />
      {page.hints.map((hint) => (
        <Alert key={hint} type="warning" showIcon title={hint} />
      ))}
      <PriceChart page={page} />
      <div className="soft num">
        {last.day}：最低 {yuan(last.lowest)} 元，最高 {yuan(last.highest)} 元
        {last.compared !== null && `，标示原价 ${yuan(last.compared)} 元`}
      </div>
    </section>
  );
}

const WIDTH = 640;
const HEIGHT = 90;
const EDGE = 6;

/** Lowest and highest price by day as two lines, the compared price as marks. */
function PriceChart({ page }: { page: PricePage }) {
  const { days } = page;
  const amounts = days.flatMap(({ lowest, highest, compared }) => [lowest, highest, compared ?? highest]);
  const [low, high] = [Math.min(...amounts), Math.max(...amounts)];
  const time = (day: string) => Date.parse(day);
  const [first, last] = [time(days[0]!.day), time(days.at(-1)!.day)];
  const x = (day: string) =>
    last === first ? WIDTH / 2 : EDGE + ((time(day) - first) / (last - first)) * (WIDTH - 2 * EDGE);
  const y = (fen: number) =>
    high === low ? HEIGHT / 2 : HEIGHT - EDGE - ((fen - low) / (high - low)) * (HEIGHT - 2 * EDGE);
  const line = (of: 'lowest' | 'highest') => days.map((one) => `${x(one.day)},${y(one[of])}`).join(' ');
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      className="price-chart"
      role="img"
      aria-label={`${days[0]!.day} 至 ${days.at(-1)!.day} 的价格，${yuan(low)} 元至 ${yuan(high)} 元`}
    >
      <polyline points={line('highest')} fill="none" stroke="#9fb6c0" strokeWidth={1.5} />
      <polyline points={line('lowest')} fill="none" stroke="#176480" strokeWidth={2} />
      {days.map((one) => (
        <g key={one.day}>
          <circle cx={x(one.day)} cy={y(one.lowest)} r={3} fill="#176480">
            <title>{`${one.day} 最低 ${yuan(one.lowest)} 元`}</title>
          </circle>
          {one.compared !== null && (
            <rect x={x(one.day) - 3} y={y(one.compared) - 3} width={6} height={6} fill="#c2541b">
              <title>{`${one.day} 标示原价 ${yuan(one.compared)} 元`}</title>
            </rect>
          )}
        </g>
      ))}
    </svg>
  );
}
