import type { NO_PENALTY_GROUNDS } from '@wangjian/core/case.ts';

type Ground = keyof typeof NO_PENALTY_GROUNDS;

const LAW = '《中华人民共和国行政处罚法》';
const ARTICLES: Readonly<Record<Exclude<Ground, 'other'> | 'not-established', string>> = {
  minor: '第三十三条第一款',
  first: '第三十三条第一款',
  'no-fault': '第三十三条第二款',
  limitation: '第三十六条第一款',
  child: '第三十条',
  'not-established': '第五十七条第一款第三项',
};

/** The article for imposing nothing; none for other grounds, which the officer names (行政处罚法 arts 30, 33, 36, 57). */
export function noPenaltyArticle(ground: Ground | 'not-established'): string[] | undefined {
  return ground === 'other' ? undefined : [`${LAW}${ARTICLES[ground]}`];
}
