export const PLAY_OUTCOMES = ['played', 'cut', 'skipped', 'failed'] as const;
export type PlayOutcome = (typeof PLAY_OUTCOMES)[number];

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

export const SAID = ['heard', 'partly', 'not-aired'] as const;
export type Said = (typeof SAID)[number];

/** The confirmation of a broadcast that counts: what was heard, and why not (a code of the not-aired reasons). */
export interface NewestConfirmation {
  said: Said;
  reason: string | null;
}
