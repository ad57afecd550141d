/** How a party may fight a decision, in the words of the decision. */
export interface RemedyWords {
  readonly remedyFirst: string;
  readonly remedyThen: string;
}

/**
 * Reconsideration and suit: either, or reconsideration first where the law says so. That is so for fines under
 * 价格违法行为行政处罚规定 (its art. 20), and for what was decided on the spot (行政复议法 of 2023, art. 23(1); from memory,
 * not read in a source).
 */
export function remedyWords(penaltyArticles: readonly string[], onTheSpot: boolean): RemedyWords {
  const price = penaltyArticles.some((article) => /《(中华人民共和国)?价格/u.test(article));
  return price || onTheSpot
    ? {
        remedyFirst: '应当先自收到本决定书之日起六十日内',
        remedyThen: '对复议决定不服的，可以自收到复议决定书之日起十五日内',
      }
    : {
        remedyFirst: '可以自收到本决定书之日起六十日内',
        remedyThen: '也可以自收到本决定书之日起六个月内',
      };
}
