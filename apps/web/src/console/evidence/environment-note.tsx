/** What the capture noted about the machine, in words; the sealed file keeps the whole of it under its own names. */
const NAMES: Readonly<Record<string, string>> = {
  machine: '取证设备',
  account: '运行账号',
  network: '网络环境',
  timeZone: '时区',
  software: '取证软件',
  browser: '浏览器',
};

/** The environment of a capture, folded away; values that are structures are told as their parts. */
export function EnvironmentNote({ environment }: { environment: Readonly<Record<string, string>> }) {
  const entries = Object.entries(environment);
  if (entries.length === 0) return null;
  return (
    <details>
      <summary>取证环境</summary>
      {entries.map(([name, value]) => (
        <div key={name}>
          <dt>{NAMES[name] ?? name}</dt>
          <dd className="break">{partsOf(value).join('，') || '—'}</dd>
        </div>
      ))}
    </details>
  );
}

function partsOf(text: string): string[] {
  if (!text.startsWith('{') && !text.startsWith('[')) return [text];
  try {
    return leavesOf(JSON.parse(text));
  } catch {
    return [text];
  }
}

function leavesOf(value: unknown): string[] {
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(leavesOf);
  return value === null || value === '' ? [] : [String(value)];
}
