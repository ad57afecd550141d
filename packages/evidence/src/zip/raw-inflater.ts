import { Inflate } from 'fflate';

/** What fflate's Inflate (pinned version) keeps: input not yet used, bit position in it, final block seen, open block. */
interface InflateState {
  readonly p: Uint8Array;
  readonly s: { readonly p?: number; readonly f?: number; readonly l?: unknown };
}

/** Input is fed in pieces of this size, so that one push can never blow up to more than about 16 MB. */
const PIECE = 16 * 1024;

/**
 * A DEFLATE stream (RFC 1951) inflated piece by piece, which knows the byte on which the stream ends: fflate finds that
 * for its own gzip reader but does not publish it, and the place of each gzip member is what an index is checked against.
 */
export class RawInflater {
  private readonly out: Uint8Array[] = [];
  private readonly inflate = new Inflate((chunk) => {
    if (chunk.length > 0) this.out.push(chunk);
  });
  /** True once the last block has ended. */
  finished = false;

  /**
   * Inflates what `input` holds of the stream; yields the output and returns the bytes behind the end of the stream
   * (empty while it goes on). Throws on data that is no DEFLATE stream.
   */
  *push(input: Uint8Array): Generator<Uint8Array, Uint8Array> {
    for (let at = 0; at < input.length && !this.finished; at += PIECE) {
      const piece = input.subarray(at, at + PIECE);
      this.inflate.push(piece);
      yield* this.out.splice(0);
      const { p: unused, s: state } = this.inflate as unknown as InflateState;
      if (state.f && !state.l) {
        this.finished = true;
        // The last byte may be used in part; its other bits are padding.
        const left = unused.length - (state.p ? 1 : 0);
        return input.subarray(at + piece.length - left);
      }
    }
    return new Uint8Array(0);
  }
}
