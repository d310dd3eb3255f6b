/** The rate at which everything is measured and limited, in samples per second. */
export const WORKING_RATE = 44_100;

/** The frequencies that are kept: a horn loudspeaker cannot reproduce lower ones, they only use up the amplifier's power. */
export interface Band {
  /** Lowest frequency in Hz. */
  lowest: number;
}

/** Mono, band limited: what will be heard of an original. It is measured, and renditions are made of it. */
export function heardFilters(channels: number, { lowest }: Band): string[] {
  return [...monoFilters(channels), `aresample=${WORKING_RATE}`, `highpass=f=${lowest}`];
}

/**
 * Mixes any number of channels to one, as floats: with integers ffmpeg mixes more than 10 dB lower, to stay below full
 * scale.
 */
export const MIX_TO_MONO = 'aformat=sample_fmts=fltp:channel_layouts=mono';

function monoFilters(channels: number): string[] {
  if (channels === 1) return [];
  return channels === 2 ? ['pan=mono|c0=0.5*c0+0.5*c1'] : [MIX_TO_MONO];
}
