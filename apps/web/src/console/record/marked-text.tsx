/** A text with one stretch of it marked (UTF-16 offsets); nothing is marked when the stretch is empty. */
export function MarkedText({ text, start, end }: { text: string; start: number; end: number }) {
  if (end <= start) return text;
  return (
    <>
      {text.slice(0, start)}
      <mark>{text.slice(start, end)}</mark>
      {text.slice(end)}
    </>
  );
}

/** A sentence with the term that fired marked in it. */
export function MarkedQuote({ quote, term }: { quote: string; term: string }) {
  const at = term ? quote.indexOf(term) : -1;
  return at < 0 ? quote : <MarkedText text={quote} start={at} end={at + term.length} />;
}
