/** Removes the chunked transfer coding (RFC 9112, 7.1) from a body that comes in pieces. */
export class Dechunker {
  private line = '';
  private left = 0;
  private state: 'size' | 'data' | 'gap' | 'done' = 'size';

  /** The data inside a piece of the coded body; what is no chunked coding yields nothing. */
  *push(bytes: Uint8Array): Generator<Uint8Array> {
    let at = 0;
    while (at < bytes.length && this.state !== 'done') {
      if (this.state === 'data') {
        const piece = bytes.subarray(at, at + this.left);
        yield piece;
        at += piece.length;
        this.left -= piece.length;
        if (this.left === 0) this.state = 'gap';
        continue;
      }
      const byte = bytes[at]!;
      at += 1;
      if (byte !== 10) {
        if (this.line.length < 64) this.line += String.fromCharCode(byte);
        continue;
      }
      this.endOfLine();
    }
  }

  private endOfLine(): void {
    const size = Number.parseInt(this.line, 16);
    this.line = '';
    if (this.state === 'gap') this.state = 'size';
    else if (size > 0) {
      this.left = size;
      this.state = 'data';
    } else this.state = 'done';
  }
}
