import { Injectable } from '@nestjs/common';
import type { AudioKind as Kind } from './audio-kind.js';
import { kindOfFile } from './kind-of-file.js';

export type AudioKind = Kind;

/** Tells what audio files are, the same to who takes them in and to who makes them ready. */
@Injectable()
export class AudioKinds {
  /** The kind of audio in the file; undefined when it is none that is taken. Its name says nothing. */
  of(path: string): Promise<AudioKind | undefined> {
    return kindOfFile(path);
  }
}
