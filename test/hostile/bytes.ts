/** A box of MOV and MP4: length, name, content. */
export function box(name: string, ...content: (Buffer | string)[]): Buffer {
  const body = Buffer.concat(content.map((part) => Buffer.from(part)));
  return Buffer.concat([u32(body.length + 8), Buffer.from(name, 'latin1'), body]);
}

/** A chunk of RIFF, with a length of its own if need be. */
export function chunk(name: string, body: Buffer, length = body.length): Buffer {
  return Buffer.concat([Buffer.from(name, 'latin1'), le32(length), body, Buffer.alloc(body.length % 2)]);
}

/** A frame of an ID3v2.3 tag. */
export function id3Frame(name: string, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(name, 'latin1'), u32(body.length), Buffer.alloc(2), body]);
}

/** An ID3v2.3 tag; `length` as it declares it, in 7-bit bytes. */
export function id3Tag(body: Buffer, length = body.length): Buffer {
  const sevenBits = [21, 14, 7, 0].map((shift) => Math.floor(length / 2 ** shift) & 0x7f);
  return Buffer.concat([Buffer.from('ID3\x03\x00\x00', 'latin1'), Buffer.from(sevenBits), body]);
}

/** An element of EBML (Matroska); with `length` as 8 bytes of hex where it lies about it. */
export function ebml(id: string, body: Buffer, length?: string): Buffer {
  const size = Buffer.alloc(8);
  size.writeBigUInt64BE(0x0100000000000000n + BigInt(body.length));
  return Buffer.concat([Buffer.from(id, 'hex'), length ? Buffer.from(length, 'hex') : size, body]);
}

export function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

export function le32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

export const hex = (digits: string): Buffer => Buffer.from(digits.replaceAll(' ', ''), 'hex');
export const text = (...lines: string[]): Buffer => Buffer.from(`${lines.join('\n')}\n`);

/** A copy, changed where the first `found` stands. @throws when there is none */
export function altered(bytes: Buffer, found: string, change: (copy: Buffer, at: number) => void): Buffer {
  const at = bytes.indexOf(found, 0, 'latin1');
  if (at < 0) throw new Error(`there is no ${found}`);
  const copy = Buffer.from(bytes);
  change(copy, at);
  return copy;
}
