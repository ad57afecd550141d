/** Coded outcomes of a check (抽查结果代码, FACTS 5); `rectify` outcomes keep the inspection open until it is corrected. */
export const OUTCOMES = {
  'no-problem': { words: '未发现问题', rectify: false },
  'annual-report-missing': { words: '未按规定公示年度报告', rectify: false },
  'other-information-missing': { words: '未按规定公示其他应当公示的信息', rectify: false },
  'information-false': { words: '公示信息隐瞒真实情况、弄虚作假', rectify: false },
  'out-of-contact': { words: '通过登记的住所（经营场所）无法联系', rectify: false },
  'ordered-to-correct': { words: '发现问题已责令改正', rectify: true },
  uncooperative: { words: '不配合检查情节严重', rectify: false },
  'no-such-business': { words: '未发现开展本次抽查涉及的经营活动', rectify: false },
  'further-handling': { words: '发现问题待后续处理', rectify: false },
} as const satisfies Record<string, { words: string; rectify: boolean }>;
export type Outcome = keyof typeof OUTCOMES;

/** The words of a coded outcome; null while there is none. */
export function outcomeWords(outcome: string | null): string | null {
  return outcome === null ? null : (OUTCOMES[outcome as Outcome]?.words ?? outcome);
}
