/** What decides whether a case needs 法制审核; the last three are the officers' judgement, written down with the case. */
export interface ReviewFacts {
  /** 涉及重大公共利益. */
  readonly publicInterest: boolean;
  /** 经过听证程序 (the hearing was held). */
  readonly heard: boolean;
  /** 情况疑难复杂、涉及多个法律关系. */
  readonly complex: boolean;
  /** A law, regulation or the bureau's own rule that asks for it (art. 50 paras 1(4) and 3). */
  readonly otherRule: string | null;
}

export interface ReviewDemand {
  /** `legal` 法制审核, `case` 案件审核 (art. 52: every other case of the ordinary procedure). */
  readonly kind: 'legal' | 'case';
  /** Why, each with its clause. */
  readonly reasons: readonly string[];
  /** Art. 60 para. 2: a case of art. 50 para. 1 is decided by the heads of the department together. */
  readonly collectiveDecision: boolean;
}

const ARTICLE = '市场监督管理行政处罚程序规定第五十条第一款';

/** Whether 法制审核 is a must (程序规定 art. 50), with the reasons to be shown. */
export function legalReview(facts: ReviewFacts): ReviewDemand {
  const reasons = [
    ...(facts.publicInterest ? [`涉及重大公共利益（${ARTICLE}第一项）`] : []),
    ...(facts.heard ? [`直接关系当事人或者第三人重大权益，经过听证程序（${ARTICLE}第二项）`] : []),
    ...(facts.complex ? [`案件情况疑难复杂、涉及多个法律关系（${ARTICLE}第三项）`] : []),
    ...(facts.otherRule ? [`${facts.otherRule}（${ARTICLE}第四项、第三款）`] : []),
  ];
  return reasons.length > 0
    ? { kind: 'legal', reasons, collectiveDecision: true }
    : {
        kind: 'case',
        reasons: ['不属于应当法制审核的情形，进行案件审核（市场监督管理行政处罚程序规定第五十二条）'],
        collectiveDecision: false,
      };
}
