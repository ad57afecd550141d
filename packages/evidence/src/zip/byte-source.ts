/** Random access to a file: a file handle on Node, a Blob in a browser. */
export interface ByteSource {
  readonly size: number;
  /** Exactly `length` bytes from `offset`; the caller never asks beyond `size`. */
  read(offset: number, length: number): Promise<Uint8Array>;
}
