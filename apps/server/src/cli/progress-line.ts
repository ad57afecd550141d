/** A line on stderr that is overwritten in place; silent where stderr is not a terminal. */
export function progressLine(): { show(text: string): void; clear(): void } {
  const terminal = process.stderr.isTTY === true;
  const erase = '\r\u001b[2K';
  return {
    show: (text) => {
      if (terminal) process.stderr.write(`${erase}${text}`);
    },
    clear: () => {
      if (terminal) process.stderr.write(erase);
    },
  };
}
