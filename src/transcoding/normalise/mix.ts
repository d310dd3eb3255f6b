import type { ChannelFigures, ChannelsHeard } from './channel-meter.js';

/** How the channels of a recording become one: the share of each. */
export interface Mix {
  weights: readonly number[];
}

/** A channel this far below the loudest carries nothing that was meant to be heard, in dB. */
export const DEAD_BELOW_DB = 40;
/** Channels that are more opposite than this cancel each other when they are mixed. */
export const OPPOSITE_CORRELATION = -0.5;

/** Every channel equally. */
export const evenMix = (channels: number): Mix => ({ weights: Array.from({ length: channels }, () => 1 / channels) });

/**
 * Decides by what was heard, never by what the layout calls a channel: the mean of all channels that carry sound and do not
 * cancel the loudest one. Of opposite channels the louder one is taken.
 */
export function chooseMix({ channels, correlation }: ChannelsHeard): Mix {
  const loudest = loudestOf(channels);
  const isMixedIn = channels.map(
    (channel, index) =>
      index === loudest || (isAlive(channel, channels[loudest]) && correlation(index, loudest) > OPPOSITE_CORRELATION),
  );
  const count = isMixedIn.filter(Boolean).length;
  return { weights: isMixedIn.map((mixedIn) => (mixedIn ? 1 / count : 0)) };
}

export const isSameMix = (one: Mix, other: Mix): boolean =>
  one.weights.every((weight, index) => weight === other.weights[index]);

/** The index of the loudest channel; 0 when all are silent. */
export const loudestOf = (channels: readonly ChannelFigures[]): number =>
  channels.reduce((loudest, { power }, index) => (power > (channels[loudest]?.power ?? 0) ? index : loudest), 0);

/** Whether `channel` carries sound, compared with the loudest. All are alive in silence. */
export const isAlive = (channel: ChannelFigures, loudest: ChannelFigures | undefined): boolean =>
  !loudest || loudest.power === 0 || 10 * Math.log10(channel.power / loudest.power) >= -DEAD_BELOW_DB;
