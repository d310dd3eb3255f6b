/** Why audio cannot be used. Clients put it into the reader's language; docs/transcoding.md lists the data of each. */
export type RefusalCode =
  | 'not-audio'
  | 'no-sound'
  | 'damaged'
  | 'codec-not-taken'
  | 'too-short'
  | 'rendition-incomplete'
  | 'too-long'
  | 'too-many-channels'
  | 'rate-out-of-range'
  | 'original-missing'
  | 'transcoding-failed';

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
