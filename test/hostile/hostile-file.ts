import type { RefusalCode } from '../../src/transcoding/refusal.js';

/** How a file may end: ready for the air, refused at the upload, or refused once it was looked into. */
export type End = 'ready' | 'audio-empty' | RefusalCode;

/** What hostile files would like to reach. */
export interface Prey {
  /** A server on loopback that counts who asks it for something, e.g. `http://127.0.0.1:3001`. */
  address: string;
  /** A whole audio file of the service's own data. */
  file: string;
}

/** Something that a stranger may hand in. Which end it takes may differ between versions of ffmpeg. */
export interface HostileFile {
  title: string;
  fileName?: string;
  ends: readonly End[];
  make: (prey: Prey) => Buffer | Promise<Buffer>;
}

/** There may be sound in it, or not; it is all the same as long as it does no harm. */
export const EITHER: readonly End[] = ['ready', 'damaged', 'no-sound', 'not-audio'];
/** What holds nothing of its own may never become audio. */
export const REFUSED: readonly End[] = ['damaged', 'no-sound', 'not-audio'];
