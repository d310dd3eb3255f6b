/** The form of decoded sound. */
export interface SoundForm {
  /** Samples per second. */
  sampleRate: number;
  channels: number;
}

const CHUNK_HEAD = 8;
/** `RIFF`, a size and `WAVE`. */
const FILE_HEAD = 12;

/**
 * Reads the WAV of 32-bit floats that ffmpeg writes to a pipe, in pieces of any size. Its header says how many channels
 * were decoded, which is not always what the source declares. Sizes in it are not used: a pipe's are unknown.
 */
export class FloatWav {
  /** Undefined until the header was read. */
  form: SoundForm | undefined;
  /** Begins with a whole frame; pieces do not. */
  private buffer = Buffer.from(new ArrayBuffer(262_144));
  private filled = 0;
  /** Bytes that were returned, and may be overwritten now. */
  private returned = 0;

  /** @returns whole frames with interleaved channels, valid until the next call; they may be changed in place */
  take(piece: Buffer): Float32Array {
    this.discard(this.returned);
    this.append(piece);
    this.returned = 0;
    if (!this.form) this.readHeader();
    if (!this.form) return new Float32Array(0);
    const frameBytes = 4 * this.form.channels;
    this.returned = this.filled - (this.filled % frameBytes);
    return new Float32Array(this.buffer.buffer, 0, this.returned / 4);
  }

  private append(piece: Buffer): void {
    const needed = this.filled + piece.length;
    if (needed > this.buffer.length) {
      const larger = Buffer.from(new ArrayBuffer(2 * needed));
      this.buffer.copy(larger, 0, 0, this.filled);
      this.buffer = larger;
    }
    piece.copy(this.buffer, this.filled);
    this.filled = needed;
  }

  private readHeader(): void {
    let form: SoundForm | undefined;
    for (let at = FILE_HEAD; at + CHUNK_HEAD <= this.filled;) {
      const name = this.buffer.toString('latin1', at, at + 4);
      const body = at + CHUNK_HEAD;
      if (name === 'data') {
        if (form) this.form = form;
        return this.discard(body);
      }
      if (name === 'fmt ' && body + CHUNK_HEAD <= this.filled) {
        form = { channels: this.buffer.readUInt16LE(body + 2), sampleRate: this.buffer.readUInt32LE(body + 4) };
      }
      at = body + this.buffer.readUInt32LE(at + 4);
    }
  }

  private discard(bytes: number): void {
    if (bytes === 0) return;
    this.buffer.copyWithin(0, bytes, this.filled);
    this.filled -= bytes;
  }
}
