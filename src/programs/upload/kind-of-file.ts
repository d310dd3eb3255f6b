import { open } from 'node:fs/promises';
import { type AudioKind, audioKindOf, HEAD_BYTES, id3Length } from './audio-kind.js';

// Tagging programs write one tag before another instead of into it; nobody has seen more than three.
const MOST_TAGS = 8;

/** The kind of audio in a file, by its first bytes and by those behind ID3 tags, of any size; undefined when it is none. */
export async function kindOfFile(path: string): Promise<AudioKind | undefined> {
  const file = await open(path, 'r');
  try {
    let at = 0;
    for (let tags = 0; tags <= MOST_TAGS; tags++) {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, at);
      const head = buffer.subarray(0, bytesRead);
      const tag = id3Length(head);
      if (tag === 0) return audioKindOf(head);
      at += tag;
    }
    return undefined;
  } finally {
    await file.close();
  }
}
