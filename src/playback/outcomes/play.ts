export const PLAY_OUTCOMES = ['played', 'cut', 'skipped', 'failed'] as const;
export type PlayOutcome = (typeof PLAY_OUTCOMES)[number];

/** What a device says about one play, as far as it matters for the outcome of a broadcast. Instants by the device's clock. */
export interface Play {
  id: string;
  startedAt: Date;
  endedAt: Date;
  playedSeconds: number;
  outcome: PlayOutcome;
  /** From the list of not-aired reasons. */
  reason: string | null;
  /** Milliseconds by which the device's clock was ahead of the service's; taken off to get the true time. */
  clockOffsetMs: number;
  /** When the service received it, by its own clock. */
  receivedAt: Date;
}

export const SAID = ['heard', 'partly', 'not-aired'] as const;
export type Said = (typeof SAID)[number];

/** What the newest confirmation of a broadcast says. */
export interface Saying {
  said: Said;
  reason: string | null;
}
