/**
 * Search by characters and pairs of characters: Chinese has no spaces between words, and a search for two characters
 * must find. The grams of a record go into a `text[]` column under a GIN index; a record may match when it has all the
 * grams of the query (`search @> $query`), and does match when it contains the text.
 */

function pieces(text: string): string[] {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((piece) => piece !== '');
}

/** All characters and pairs of neighbours in the texts of a record, each once; for storing. */
export function recordGrams(texts: readonly (string | null | undefined)[]): string[] {
  const grams = new Set<string>();
  for (const piece of texts.flatMap((text) => pieces(text ?? ''))) {
    const characters = [...piece];
    for (const [at, character] of characters.entries()) {
      grams.add(character);
      const next = characters[at + 1];
      if (next !== undefined) grams.add(character + next);
    }
  }
  return [...grams];
}

/** The grams that a record must have to match a query: its pairs, or the character where it stands alone. */
export function queryGrams(query: string): string[] {
  const grams = new Set<string>();
  for (const piece of pieces(query)) {
    const characters = [...piece];
    if (characters.length === 1) grams.add(piece);
    for (let at = 0; at + 1 < characters.length; at += 1) grams.add(characters[at]! + characters[at + 1]!);
  }
  return [...grams];
}
