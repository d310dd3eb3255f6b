import type { z } from 'zod';
import { codes } from '../../platform/words/codes.js';

/** How a play ended, as its device reports it. */
export const PlayOutcome = codes('PlayOutcome', {
  played: { vi: 'đã phát', en: 'played' },
  cut: { vi: 'phát dở dang', en: 'cut' },
  skipped: { vi: 'bỏ qua', en: 'skipped' },
  failed: { vi: 'không phát được', en: 'failed' },
});
export type PlayOutcome = z.infer<typeof PlayOutcome>;

/** One play as a device reports it, as far as outcomes need it. Instants are by the device's clock. */
export interface Play {
  id: string;
  startedAt: Date;
  endedAt: Date;
  playedSeconds: number;
  outcome: PlayOutcome;
  /** From the list of not-aired reasons. */
  reason: string | null;
  /** Milliseconds by which the device's clock was ahead of the service's; subtracted to get the true time. */
  clockOffsetMs: number;
  /** When the service received it, by its own clock. */
  receivedAt: Date;
}

/** What a person heard. */
export const Said = codes('Said', {
  heard: { vi: 'nghe trọn', en: 'heard' },
  partly: { vi: 'nghe một phần', en: 'heard in part' },
  'not-aired': { vi: 'không phát', en: 'not aired' },
});
export type Said = z.infer<typeof Said>;

/** The confirmation of a broadcast that counts: what was heard, and why not (a code of the not-aired reasons). */
export interface NewestConfirmation {
  said: Said;
  reason: string | null;
}
