import type { Notice } from './app.ts';

/** Columns a text takes in a terminal: a Chinese character is two wide. */
function columns(text: string): number {
  let width = 0;
  for (const character of text) width += (character.codePointAt(0) ?? 0) >= 0x2e80 ? 2 : 1;
  return width;
}

/** Prints the one block that says that everything runs: address, log-ins, what happens now. */
export function printStartBlock(seconds: number, notices: readonly Notice[]): void {
  const widest = Math.max(0, ...notices.map(({ label }) => columns(label)));
  const indent = ' '.repeat(widest + 4);
  const lines = notices.map(({ label, text }) => {
    const gap = ' '.repeat(widest - columns(label) + 2);
    return `  ${label}${gap}${text.split('\n').join(`\n${indent}`)}`;
  });
  const rule = '─'.repeat(64);
  process.stdout.write(
    `\n${rule}\n  网鉴已启动（用时 ${seconds.toFixed(1)} 秒）\n\n${lines.join('\n')}\n${rule}\n\n`,
  );
}
