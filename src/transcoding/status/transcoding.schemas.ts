import { z } from 'zod';
import { codes } from '../../platform/words/codes.js';
import { ProgramState } from '../../programs/program.entity.js';
import { linesOfText } from '../../platform/http/text.js';
import { RefusalView } from '../../programs/library/library.schemas.js';
import { FindingCode } from '../findings/findings.js';
import { Shortfall } from '../loudness/gain.js';
import { Step } from '../requests/progress.js';
import { TranscodingState } from '../requests/transcoding.entity.js';
import { TrimView } from '../trim/trim.schemas.js';

const decibels = z.number().nullable();

export const LoudnessView = z
  .object({
    lufs: decibels.describe('Integrated loudness in LUFS; null for audio too short or too quiet to have one'),
    range: z.number().describe('Loudness range in LU'),
    truePeak: decibels.describe('In dBTP; null for silence'),
    seconds: z.number(),
  })
  .meta({ id: 'Loudness' });

/** Why the transcoding of a program's audio is no longer wanted. */
export const Cancellation = z.strictObject({ because: linesOfText(1_000) }).meta({ id: 'Cancellation' });
export type Cancellation = z.infer<typeof Cancellation>;

const ProgramTranscodingState = codes('ProgramTranscodingState', {
  'awaiting-audio': ProgramState.words['awaiting-audio'],
  ...TranscodingState.words,
});

/** How far the transcoding of a program's audio is, and how it ended. */
export const TranscodingView = z
  .object({
    state: ProgramTranscodingState,
    step: Step.nullable(),
    progress: z.number().int().min(0).max(100).describe('Whole percent of all the work'),
    secondsLeft: z
      .number()
      .int()
      .min(0)
      .nullable()
      .describe('While it runs; null while unknown, e.g. when the file does not declare its length'),
    attempts: z.number().int(),
    audio: z
      .object({ codec: z.string(), channels: z.number().int(), sampleRate: z.number().int() })
      .nullable()
      .describe('What was uploaded'),
    suggestions: z
      .record(z.string(), z.string())
      .describe('What the tags of the file say: title, artist, album, date; `cover` is the address of its picture'),
    loudness: z
      .object({ before: LoudnessView, after: z.record(z.string(), LoudnessView), gain: z.number() })
      .nullable()
      .describe('`after` is keyed by profile; `gain` is in dB'),
    shortfall: Shortfall.nullable().describe(
      'Why a rendition misses the target in loudness or peaks; see `loudness.after`',
    ),
    findings: z
      .array(z.object({ code: FindingCode }).catchall(z.unknown()))
      .describe('What the editor should know; the codes are listed in docs/transcoding.md'),
    trim: TrimView.nullable().describe('The last trim with this audio as its source or its result'),
    refusal: RefusalView.nullable().describe('Why the audio cannot be used'),
  })
  .meta({ id: 'Transcoding' });
export type TranscodingView = z.infer<typeof TranscodingView>;
