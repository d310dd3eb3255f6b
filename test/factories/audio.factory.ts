import { createHash } from 'node:crypto';

export const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** A WAV file (mono, 16 bit, 8 kHz) with a tone of `hertz`; another pitch is another file. */
export function wavOf({ seconds = 1, hertz = 440 }: { seconds?: number; hertz?: number } = {}): Buffer {
  const samples = Buffer.alloc(Math.round(seconds * 8_000) * 2);
  for (let at = 0; at < samples.length; at += 2) {
    samples.writeInt16LE(Math.round(12_000 * Math.sin((Math.PI * hertz * at) / 8_000)), at);
  }
  return Buffer.concat([wavHeader(samples.length), samples]);
}

/** The 44 bytes before `bytes` bytes of such samples. */
export function wavHeader(bytes: number): Buffer {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + bytes, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(8_000, 24);
  header.writeUInt32LE(16_000, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(bytes, 40);
  return header;
}

/** A form with one file, as a browser sends it. */
export function formWith(bytes: Buffer, { field = 'file', name = 'bai.wav' } = {}): FormData {
  const form = new FormData();
  form.append(field, new Blob([new Uint8Array(bytes)]), name);
  return form;
}
