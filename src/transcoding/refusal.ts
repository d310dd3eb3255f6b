/** Why audio cannot be used. The text for people belongs to the client, by this code. */
export type RefusalCode =
  | 'not-audio'
  | 'no-sound'
  | 'damaged'
  | 'too-long'
  | 'too-many-channels'
  | 'rate-out-of-range'
  | 'original-missing'
  | 'transcoding-failed';

const BECAUSE: Record<RefusalCode, string> = {
  'not-audio':
    'The file is not audio of a kind that can be used; send MP3, WAV, FLAC, M4A, Ogg, WMA, AMR, 3GP or WebM.',
  'no-sound': 'There is no sound in the file.',
  damaged: 'The file is damaged and cannot be read; export or record it again.',
  'too-long': 'The audio is longer than allowed; cut it into parts.',
  'too-many-channels': 'The audio has more than eight channels; mix it down first.',
  'rate-out-of-range':
    'The file claims a sample rate that no recording has; export it again, with 8 to 192 kHz, e.g. 44.1 kHz.',
  'original-missing': 'The stored file is gone; upload it again.',
  'transcoding-failed':
    'The audio could not be transcoded, several times over; tell an administrator, or upload it again.',
};

/** The audio cannot be used, now or later: trying again would not help. */
export class Refusal extends Error {
  constructor(readonly code: RefusalCode) {
    super(BECAUSE[code]);
  }
}
