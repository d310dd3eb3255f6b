import { Writable } from 'node:stream';

/** A larger picture is not kept as a cover. */
export const COVER_MAX_BYTES = 2 * 1_048_576;

const SIGNATURES = { 'image/jpeg': Buffer.from('ffd8ff', 'hex'), 'image/png': Buffer.from('89504e470d0a1a0a', 'hex') };
type CoverType = keyof typeof SIGNATURES;

/** The type of a picture by its first bytes, whatever its tag says; undefined unless it is a JPEG or PNG. */
export function coverTypeOf(bytes: Buffer): CoverType | undefined {
  const types: CoverType[] = ['image/jpeg', 'image/png'];
  return types.find((type) => bytes.subarray(0, SIGNATURES[type].length).equals(SIGNATURES[type]));
}

/** Collects a cover; a picture that is too large aborts `tooLarge`, and nothing more of it is kept. */
export class CoverBuffer {
  private readonly overflow = new AbortController();
  private readonly pieces: Buffer[] = [];
  private length = 0;

  readonly tooLarge = this.overflow.signal;

  /** Without a `close` event, which fluent-ffmpeg would take for an error. */
  readonly output = new Writable({
    emitClose: false,
    write: (piece: Buffer, _encoding, done) => {
      this.length += piece.length;
      if (this.length > COVER_MAX_BYTES) this.overflow.abort();
      else this.pieces.push(piece);
      done();
    },
  });

  /** The whole picture; null unless it is a JPEG or PNG of up to 2 MiB. */
  result(): Buffer | null {
    const bytes = Buffer.concat(this.pieces);
    return this.length <= COVER_MAX_BYTES && coverTypeOf(bytes) ? bytes : null;
  }
}
