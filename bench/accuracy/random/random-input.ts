import { Draw } from './draw.js';
import { type Kind, KINDS } from './random-kinds.js';

/** What one channel carries: a voice, another voice, the first one with opposite polarity (and a little softer), or nothing. */
export type Content = 'a' | 'b' | '-a' | '-0.9a' | '0';

/** One recording; several of them, joined, may be an input. */
export interface Part {
  channels: readonly Content[];
  /** Samples per second. */
  rate: number;
  seconds: number;
  /** Compared with the level of the input, in dB. */
  louder: number;
  /** The timestamps jump by `seconds` after `after` seconds of sound. */
  gap: { after: number; seconds: number } | null;
}

/** A file to be made of speech, described completely by the number that it was drawn from. */
export interface RandomInput {
  seed: number;
  kind: Kind;
  /** About, in LUFS, before it is encoded. */
  lufs: number;
  parts: readonly Part[];
}

/** Inputs drawn one after the other: number `seed`, and so many less one that follow it. */
export const randomInputs = (seed: number, count: number): RandomInput[] =>
  Array.from({ length: count }, (_, index) => randomInput(seed + index));

export function randomInput(seed: number): RandomInput {
  const draw = new Draw(seed);
  const kind = draw.of(KINDS);
  const first = partOf(kind, draw);
  const parts = [first];
  const count = kind.joins && draw.chance(0.6) ? draw.of([2, 2, 3]) : 1;
  while (parts.length < count) parts.push(joinedTo(first, kind, draw));
  const lufs = Math.max(
    kind.leastLufs ?? -Infinity,
    draw.chance(0.1) ? draw.of([-64, -58, -52]) : draw.between(-45, -8),
  );
  return { seed, kind, lufs, parts: count > 1 ? parts.map(withFirstVoice) : parts };
}

function partOf(kind: Kind, draw: Draw): Part {
  const seconds = draw.between(3, 6);
  const hasGap = kind.hasTimestamps === true && draw.chance(0.5);
  return {
    channels: channelsOf(
      draw.chance(0.3) ? 1 : draw.of([1, 2, 2, 3, 4, 5, 6, 7, 8].filter(isPossible(kind))),
      kind,
      draw,
    ),
    rate: draw.of(kind.rates),
    seconds,
    louder: 0,
    gap: hasGap ? { after: draw.of([0.1, 0.35, 0.6, 0.9]) * seconds, seconds: draw.of([0.7, 1.5, 8, 20, 300]) } : null,
  };
}

/** libopus takes 3 and 4 channels only in layouts that ffmpeg does not choose. */
const isPossible =
  ({ maxChannels, encoder }: Kind) =>
  (count: number) =>
    count <= maxChannels && !(encoder.includes('libopus') && (count === 3 || count === 4));

/** Another recording behind the first one; of the same form unless the format can change it. */
function joinedTo(first: Part, kind: Kind, draw: Draw): Part {
  const other = { ...partOf(kind, draw), louder: draw.of([0, -12, 12]), gap: null };
  return kind.joins === 'any' && draw.chance(0.7) ? other : { ...other, rate: first.rate, channels: first.channels };
}

/** These must not carry the only voice in a codec that treats them as low frequencies only, by the number of channels. */
const LOW_FREQUENCIES: Record<number, number> = { 3: 2, 6: 3, 7: 3, 8: 3 };

function channelsOf(count: number, kind: Kind, draw: Draw): Content[] {
  const even = Array.from({ length: count }, (): Content => 'a');
  if (count === 1) return even;
  const form = draw.of(['even', 'one', 'two', 'opposite', 'opposite']);
  const silent = even.map((): Content => '0');
  const places = silent.flatMap((_, index) => (!kind.bare && index === LOW_FREQUENCIES[count] ? [] : [index]));
  if (form === 'one') return silent.with(draw.of(places), 'a');
  if (form === 'two') return silent.with(0, 'a').with(places.at(-1) ?? 0, 'b');
  if (form === 'opposite') return (count === 2 ? even : silent).with(0, 'a').with(1, draw.of<Content>(['-a', '-0.9a']));
  return even;
}

/** Of joined files the first channel is compared, so each part must have its voice there. */
const withFirstVoice = (part: Part): Part => ({
  ...part,
  channels:
    part.channels.includes('-a') || part.channels.includes('-0.9a') ? part.channels : part.channels.map(() => 'a'),
});

/** Inputs with one property less, the plainest first: what of them fails too shows what it takes to fail. */
export function simplerThan(input: RandomInput): RandomInput[] {
  const { parts } = input;
  const [first] = parts;
  const withParts = (change: (part: Part) => Part) => ({ ...input, parts: parts.map(change) });
  const candidates: RandomInput[] = [
    ...(first && parts.length > 1 ? [{ ...input, parts: [first] }] : []),
    withParts((part) => ({ ...part, gap: null })),
    withParts((part) => ({ ...part, channels: ['a'] })),
    withParts((part) => ({ ...part, rate: first?.rate ?? part.rate })),
    withParts((part) => ({ ...part, louder: 0 })),
    { ...input, lufs: -23 },
  ];
  const known = nameOf(input);
  return candidates.filter((candidate) => nameOf(candidate) !== known);
}

/** For people; it has every property. */
export function nameOf({ seed, kind, lufs, parts }: RandomInput): string {
  const each = parts.map(({ channels, rate, seconds, louder, gap }) =>
    [
      `${seconds.toFixed(1)} s of [${channels.join(' ')}] at ${rate / 1_000} kHz`,
      louder === 0 ? '' : `, ${louder} dB louder`,
      gap ? `, a gap of ${gap.seconds} s after ${gap.after.toFixed(1)} s` : '',
    ].join(''),
  );
  return `${seed}: ${kind.name}, ${lufs.toFixed(0)} LUFS, ${each.join('; then ')}`;
}
