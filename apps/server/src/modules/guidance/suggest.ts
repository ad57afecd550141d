import type { GuidanceDetail } from './contract.ts';

type Suggestion = GuidanceDetail['advice'][number];

/** Violation types of the 《广告绝对化用语执法指南》. */
const ABSOLUTE_TERMS = 'absolute-terms-ad';
/** Types of 《明码标价和禁止价格欺诈规定》, which has words of its own on minor breaches. */
const PRICE = new Set([
  'no-price-marking',
  'false-original-price',
  'misleading-price-display',
  'homepage-price-lower',
  'promotion-rule-mismatch',
  'price-promise-unfulfilled',
]);
/** 指南十一: fields in which absolute terms are as a rule not 轻微 (疗效, 投资收益, 教育效果). */
const NOT_MINOR = new Set([
  'medical-ad-prohibited-claims',
  'disease-treatment-claims',
  'health-food-ad-violation',
  'prescription-drug-ad',
  'education-ad-violation',
  'investment-ad-violation',
]);

/**
 * What the law says of first and minor offences (处罚法 33条; 广告绝对化用语执法指南 九, 十, 十一; 令56 第26条), held
 * against what the platform knows. It never decides: 轻微 and 危害后果 are for the officer to judge.
 */
export function suggestHandling(facts: {
  readonly violations: readonly string[];
  /** Guidances of the same party before this one. */
  readonly earlier: number;
  /** The party says that it corrected, or a re-check saw it; `still-found` where a re-check saw the contrary. */
  readonly corrected: boolean | 'still-found';
}): Suggestion[] {
  const { violations, earlier, corrected } = facts;
  const advice: Suggestion[] = [
    {
      text: '违法行为轻微并及时改正，没有造成危害后果的，不予行政处罚：是否轻微、有无危害后果，由承办人判断。',
      basis: '《中华人民共和国行政处罚法》第三十三条第一款',
      verdict: 'judge',
    },
    {
      text:
        earlier === 0
          ? '本平台没有该当事人以前的行政指导记录。初次违法且危害后果轻微并及时改正的，可以不予行政处罚；立案前还应核对处罚记录。'
          : `该当事人此前已有 ${earlier} 次行政指导，不属于初次。`,
      basis: '《中华人民共和国行政处罚法》第三十三条第一款',
      verdict: earlier === 0 ? 'speaks-for' : 'speaks-against',
    },
    {
      text: {
        true: '当事人已反馈改正或复查未再发现。',
        false: '尚无及时改正的记录。',
        'still-found': '复查网页仍发现同类问题，不属于已经改正。',
      }[`${corrected}` as const],
      basis: '《中华人民共和国行政处罚法》第三十三条第一款',
      verdict: corrected === 'still-found' ? 'speaks-against' : corrected ? 'speaks-for' : 'judge',
    },
    {
      text: '当事人有证据足以证明没有主观过错的，不予行政处罚（法律、行政法规另有规定的除外）：有无证据，由承办人审查。',
      basis: '《中华人民共和国行政处罚法》第三十三条第二款',
      verdict: 'judge',
    },
    {
      text: '依法不予行政处罚的，应当对当事人进行教育；不予立案的，填写不予立案审批表。',
      basis: '《中华人民共和国行政处罚法》第三十三条第三款、《市场监督管理行政处罚程序规定》第二十条',
      verdict: 'judge',
    },
  ];
  if (violations.includes(ABSOLUTE_TERMS)) {
    advice.push(
      {
        text: '绝对化用语初次使用、危害后果轻微并及时改正的，可以不予行政处罚。',
        basis: '《广告绝对化用语执法指南》第九条',
        verdict: earlier === 0 ? 'speaks-for' : 'speaks-against',
      },
      {
        text: '仅在自有媒介发布、时间较短或者浏览人数较少，没有造成危害后果并及时改正的，应当依法不予行政处罚。',
        basis: '《广告绝对化用语执法指南》第十条',
        verdict: 'judge',
      },
    );
    // The guide speaks of absolute terms only: of a medical claim without one it says nothing.
    if (violations.some((violation) => NOT_MINOR.has(violation)))
      advice.push({
        text: '绝对化用语涉及医疗、药品、医疗器械、保健食品疗效，投资收益、教育培训效果等内容的，一般不认定为违法行为轻微。',
        basis: '《广告绝对化用语执法指南》第十一条',
        verdict: 'speaks-against',
      });
  }
  if (violations.some((violation) => PRICE.has(violation)))
    advice.push({
      text: '价格标示违法行为轻微并及时改正、没有造成危害后果的，不予行政处罚；初次违法且危害后果轻微并及时改正的，可以不予行政处罚。',
      basis: '《明码标价和禁止价格欺诈规定》第二十六条',
      verdict: 'judge',
    });
  return advice;
}
