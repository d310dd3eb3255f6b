import type { RefusalCode } from '../programs/program.entity.js';

export type { RefusalCode };

/** What belongs to a refusal, e.g. the limit that was exceeded. */
export type RefusalData = Record<string, number | string>;

/** The audio cannot be used, now or later: trying again would not help. */
export class Refusal extends Error {
  constructor(
    readonly code: RefusalCode,
    readonly data: RefusalData = {},
  ) {
    super(`the audio is refused: ${code}`);
  }
}
