import { open } from 'node:fs/promises';
import { type AudioKind, audioKindOf, HEAD_BYTES, id3Length } from './audio-kind.js';

// Some tagging programs prepend a tag instead of replacing the old one; more than three have not been seen.
const MOST_TAGS = 8;

/** The kind of audio in a file, by the first bytes after any ID3 tags; undefined when it is not audio of an accepted kind. */
export async function readAudioKind(path: string): Promise<AudioKind | undefined> {
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
