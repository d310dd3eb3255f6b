/** Mono samples, as they are decoded. */
export interface Sound {
  samples: Float32Array;
  /** Samples per second. */
  rate: number;
}

/** What stations get, as it is decoded. */
export interface RenditionSound extends Sound {
  /** Integrated, by ffmpeg's own meter. */
  lufs: number;
  /** In dBTP, by ffmpeg's own meter. */
  truePeak: number;
  /** Highest true peak of its profile, in dBTP. */
  mostPeak: number;
}

/** What the service said about it. */
export interface Said {
  shortfall: string | null;
}

export const LIMITS = { seconds: 0.1, correlation: 0.95, lu: 0.5, target: -16 };
/** ffmpeg's meter prints tenths. */
const EXACTNESS = 0.051;

/** Blocks of 10 ms, averaged over 90 ms: syllables, not vibrations. */
const BLOCKS_PER_SECOND = 100;
const AVERAGED_BLOCKS = 4;
/** Encoders delay sound by less. */
const MOST_DELAY_SECONDS = 0.12;
/** By how much the loudest peak may be limited, in dB; speech is limited where it is loudest. */
const LIMITING_DB = [0, 2, 4, 6, 8, 10, 12, 15, 18, 21, 24, 30];

/**
 * Compares a rendition with what a plain decode of its original yields: the length, the envelope of the whole and of its
 * last fifth, and the loudness or the reason that the service gave instead.
 * @returns what differs by more than is allowed, for people; empty when nothing does
 */
export function differencesOf(plain: Sound, rendition: RenditionSound, said: Said): string[] {
  const differences: string[] = [];
  const apart = secondsOf(rendition) - secondsOf(plain);
  if (Math.abs(apart) > LIMITS.seconds) differences.push(`${apart.toFixed(2)} s longer`);
  const likeness = peakOf(plain) < SILENCE ? { whole: 1, lastFifth: 1 } : likenessOf(plain, rendition);
  if (likeness.whole < LIMITS.correlation) differences.push(`envelope ${likeness.whole.toFixed(3)}`);
  if (likeness.lastFifth < LIMITS.correlation) differences.push(`last fifth ${likeness.lastFifth.toFixed(3)}`);
  if (!isReached(rendition) && !isTrue(said.shortfall, plain, rendition)) {
    differences.push(`${rendition.lufs.toFixed(1)} LUFS (${said.shortfall ?? 'no reason'})`);
  }
  return differences;
}

export const secondsOf = ({ samples, rate }: Sound): number => samples.length / rate;

const isReached = ({ lufs }: RenditionSound) => Math.abs(lufs - LIMITS.target) <= LIMITS.lu + EXACTNESS;

/** Largest absolute sample; 1 is full scale. */
const peakOf = ({ samples }: Sound) => highestOf(samples);
/** 24 bits have nothing between this and silence. */
const SILENCE = 1e-6;

/**
 * The limits of the service (docs/transcoding.md) in dB; of the gain less what limiting adds to it and what the estimates
 * are off. Peaks that are limited by 18 dB come down to `ceiling`, which leaves the encoders room below `truePeak`.
 */
const CLAIMS = { gain: 40 - 6, limiting: 18, truePeak: -1.5, ceiling: -4.4, share: 0.005, tooShortSeconds: 0.4 };
/** By how much the estimates here may be off, in LU. */
const ESTIMATE = 1;

/** Whether a reason is true of the original: computed from its samples, not by the code that gave the reason. */
export function isTrue(shortfall: string | null, plain: Sound, { truePeak, mostPeak }: RenditionSound): boolean {
  const lufs = loudnessOf(plain);
  const neededGain = LIMITS.target - lufs;
  switch (shortfall) {
    case 'silent':
      return peakOf(plain) < SILENCE;
    case 'too-short':
      return secondsOf(plain) < CLAIMS.tooShortSeconds;
    case 'too-quiet':
      return neededGain > CLAIMS.gain;
    case 'too-dynamic':
      return loudestOf(plain) < LIMITS.target - LIMITS.lu + ESTIMATE;
    case 'peaks-too-high':
      return truePeak > mostPeak;
    default:
      return false;
  }
}

/** In LUFS, when it is limited by as much as the service ever does. */
function loudestOf(plain: Sound): number {
  const gain = CLAIMS.truePeak - sustainedPeakOf(plain) + CLAIMS.limiting;
  const ceiling = 10 ** ((CLAIMS.ceiling - gain) / 20);
  const blocks = blocksOf(plain.samples, Math.round(plain.rate / 200));
  const limited = blocks.flatMap((block) => {
    const factor = Math.min(1, ceiling / highestOf(block));
    return Array.from(block, (sample) => factor * sample);
  });
  return loudnessOf({ samples: Float32Array.from(limited), rate: plain.rate }) + gain;
}

/** About, in LUFS: the mean power of the blocks of 400 ms that are not pauses. A meter differs by a unit or two. */
function loudnessOf({ samples, rate }: Sound): number {
  const powers = blocksOf(samples, Math.round(0.4 * rate)).map(powerOf);
  const mean = meanOf(powers);
  return 10 * Math.log10(Math.max(1e-12, meanOf(powers.filter((power) => power > mean / 10))));
}

/** In dBFS: all but a small share of the blocks with sound stay below it. */
function sustainedPeakOf(sound: Sound): number {
  const peaks = blocksOf(sound.samples, Math.round(sound.rate / 200)).map(highestOf);
  const loudest = peaks.reduce((most, peak) => Math.max(most, peak), 0);
  const heard = peaks.filter((peak) => peak > loudest / 100).toSorted((one, other) => one - other);
  return 20 * Math.log10(heard.at(-Math.ceil(CLAIMS.share * heard.length) - 1) ?? 1e-6);
}

/** The level of each block, where peaks above `ceiling` are brought down to it with all of their block. */
function levelsOf({ samples, rate }: Sound, ceiling = Infinity): number[] {
  return blocksOf(samples, Math.round(rate / BLOCKS_PER_SECOND)).map((block) => {
    return Math.sqrt(powerOf(block)) * Math.min(1, ceiling / highestOf(block));
  });
}

const envelopeOf = (sound: Sound, ceiling?: number): number[] => {
  const levels = levelsOf(sound, ceiling);
  return levels.map((_, at) => meanOf(levels.slice(Math.max(0, at - AVERAGED_BLOCKS), at + AVERAGED_BLOCKS + 1)));
};

interface Likeness {
  whole: number;
  lastFifth: number;
}

/**
 * The correlation of the envelopes, for the one delay and the one ceiling of a limiter that explain the whole best. Both
 * are the same for the last fifth.
 */
function likenessOf(plain: Sound, rendition: Sound): Likeness {
  const heard = envelopeOf(rendition);
  const most = Math.round(MOST_DELAY_SECONDS * BLOCKS_PER_SECOND);
  let best: Likeness = { whole: -1, lastFifth: -1 };
  for (const limiting of LIMITING_DB) {
    const wanted = envelopeOf(plain, peakOf(plain) * 10 ** (-limiting / 20));
    for (let delay = -most; delay <= most; delay++) {
      const whole = correlationOf(wanted, heard, delay, 0);
      if (whole <= best.whole) continue;
      best = { whole, lastFifth: correlationOf(wanted, heard, delay, Math.floor(0.8 * wanted.length)) };
    }
  }
  return best;
}

/** Of `wanted` from block `from` on, with what is heard `delay` blocks later. */
function correlationOf(wanted: readonly number[], heard: readonly number[], delay: number, from: number): number {
  const ones = wanted.slice(from);
  const others = ones.map((_, index) => heard[from + index + delay] ?? 0);
  const [meanOne, meanOther] = [meanOf(ones), meanOf(others)];
  let [both, one, other] = [0, 0, 0];
  for (const [index, level] of ones.entries()) {
    const [x, y] = [level - meanOne, (others[index] ?? 0) - meanOther];
    both += x * y;
    one += x * x;
    other += y * y;
  }
  return one * other > 0 ? both / Math.sqrt(one * other) : 0;
}

const blocksOf = (samples: Float32Array, size: number): Float32Array[] =>
  Array.from({ length: Math.floor(samples.length / size) }, (_, at) => samples.subarray(at * size, (at + 1) * size));

const powerOf = (samples: Float32Array) => samples.reduce((sum, value) => sum + value ** 2, 0) / samples.length;

const highestOf = (samples: Float32Array): number => {
  let most = 1e-12;
  for (const sample of samples) most = Math.max(most, Math.abs(sample));
  return most;
};

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
