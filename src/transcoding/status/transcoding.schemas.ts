import { z } from 'zod';
import { linesOfText } from '../../platform/http/text.js';
import { RefusalView } from '../../programs/library/library.schemas.js';
import { SHORTFALLS } from '../loudness/gain.js';
import { PROFILE_NAMES } from '../rendition/profiles.js';
import { TRANSCODING_STATES } from '../requests/transcoding.entity.js';
import { TrimView } from '../trim/trim.schemas.js';

const decibels = z.number().nullable();

export const LoudnessView = z.object({
  lufs: decibels.describe('Integrated loudness in LUFS; null when too short or too quiet to have any'),
  range: z.number().describe('Loudness range in LU'),
  truePeak: decibels.describe('In dBTP; null for silence'),
  seconds: z.number(),
});

/** Why the making-ready of a program's audio is not wanted any more. */
export const Cancellation = z.strictObject({ because: linesOfText(1_000) });
export type Cancellation = z.infer<typeof Cancellation>;

/** How far the making-ready of a program's audio is, and how it ended. */
export const TranscodingView = z.object({
  state: z.enum(['awaiting-audio', ...TRANSCODING_STATES]),
  step: z.enum(['probe', 'measure', 'encode', 'correct', 'finish']).nullable(),
  progress: z.number().int().min(0).max(100).describe('Whole percent of all the work'),
  secondsLeft: z
    .number()
    .int()
    .min(0)
    .nullable()
    .describe('While it runs; null while it cannot be told, e.g. when the file does not say how long it is'),
  attempts: z.number().int(),
  audio: z
    .object({ codec: z.string(), channels: z.number().int(), sampleRate: z.number().int() })
    .nullable()
    .describe('What was handed in'),
  suggestions: z
    .record(z.string(), z.string())
    .describe('What the tags in the file say: title, artist, album, date; `cover` is where its picture is'),
  loudness: z
    .object({ before: LoudnessView, after: z.record(z.string(), LoudnessView), gain: z.number() })
    .nullable()
    .describe('`after` is keyed by profile; `gain` is in dB'),
  shortfall: z
    .enum(SHORTFALLS)
    .nullable()
    .describe('Why a rendition is off target: its loudness, or `peaks-too-high`; see `loudness.after`'),
  findings: z.array(z.object({ code: z.string() }).catchall(z.unknown())),
  trim: TrimView.nullable().describe('The last time that this audio was cut, or came out of it'),
  refusal: RefusalView.nullable().describe('Why the audio cannot be used'),
});
export type TranscodingView = z.infer<typeof TranscodingView>;

export const WaveformView = z.object({
  seconds: z.number(),
  peaks: z.array(z.number().int().min(0).max(255)).describe('Up to 1,800 equal parts of the audio; 255 is full scale'),
});
export type WaveformView = z.infer<typeof WaveformView>;

/** The audio that can be listened to before it is on the air. */
export const PreviewOf = z.enum(['original', ...PROFILE_NAMES]);
export type PreviewOf = z.infer<typeof PreviewOf>;

/** Where a preview can be listened to without a session. Whoever knows the address may listen until it ends. */
export const PreviewAddressView = z.object({ url: z.url(), expiresAt: z.iso.datetime() });
export type PreviewAddressView = z.infer<typeof PreviewAddressView>;

export const PreviewQuery = z.object({ ticket: z.string().min(1).max(2_000) });
export type PreviewQuery = z.infer<typeof PreviewQuery>;
