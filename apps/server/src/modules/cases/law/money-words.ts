/** Money in words: `13万元`, `7.9323万元`, `2000元`, `0.5元`; the argument is in 分. */
export function yuanInWords(fen: number): string {
  const yuan = fen / 100;
  if (yuan >= 10_000) return `${Number((yuan / 10_000).toFixed(6))}万元`;
  return `${Number(yuan.toFixed(2))}元`;
}
