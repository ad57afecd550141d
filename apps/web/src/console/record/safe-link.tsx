/** An address found on a page: opened in a new tab without telling who looks; anything but http(s) stays text. */
export function SafeLink({ url, children }: { url: string; children?: string }) {
  const address = /^https?:\/\//i.test(url);
  if (!address) return <span className="break">{children ?? url}</span>;
  return (
    <a href={url} target="_blank" rel="noopener noreferrer nofollow" className="break" title={url}>
      {children ?? url}
    </a>
  );
}
