import { secondsLeft } from '../requests/progress.js';
import type { Transcoding } from '../requests/transcoding.entity.js';
import type { Trim } from '../trim/trim.entity.js';
import { presentTrim } from '../trim/trim.schemas.js';
import type { TranscodingView } from './transcoding.schemas.js';

/**
 * @param isCancelled whether this program's transcoding is; another program with the same audio may still wait for it
 * @param now for the time left
 */
export function presentTranscoding(
  transcoding: Transcoding | null,
  { trim, isCancelled, now }: { trim: Trim | null; isCancelled: boolean; now: Date },
): TranscodingView {
  if (isCancelled) return { ...NOTHING_YET, state: 'cancelled' };
  if (!transcoding) return NOTHING_YET;
  const { step, progress, attempts, source, measured, findings, refusalCode, refusalData } = transcoding;
  return {
    ...(transcoding.renewing ? DURING_RENEWAL : { state: transcoding.state, step, progress }),
    secondsLeft: transcoding.renewing ? null : timeLeft(transcoding, now),
    attempts,
    audio: source && { codec: source.codec, channels: source.channels, sampleRate: source.sampleRate },
    suggestions: { ...source?.tags },
    loudness: measured && { before: measured.before, after: measured.after, gain: measured.gain },
    shortfall: measured?.shortfall ?? null,
    findings,
    trim: trim && presentTrim(trim),
    refusal: refusalCode && { code: refusalCode, data: refusalData },
  };
}

/** A renewal does not concern the editor: the program stays on air. */
const DURING_RENEWAL = { state: 'ready', step: 'finish', progress: 100 } as const;

const NOTHING_YET: TranscodingView = {
  state: 'awaiting-audio',
  step: null,
  progress: 0,
  secondsLeft: null,
  attempts: 0,
  audio: null,
  suggestions: {},
  loudness: null,
  shortfall: null,
  findings: [],
  trim: null,
  refusal: null,
};

function timeLeft({ state, step, progress, startedAt }: Transcoding, now: Date): number | null {
  if (state !== 'running' || !step || !startedAt) return null;
  return secondsLeft({ step, progress }, (now.getTime() - startedAt.getTime()) / 1_000);
}
