import type { ChannelFigures, ChannelsHeard } from './channel-meter.js';

/** How the channels of a recording become one. */
export interface Mix {
  /** The share of each channel. */
  weights: readonly number[];
  /** The channels that sound at the same time: all, unless their number changes midway. */
  groups: readonly (readonly number[])[];
}

/**
 * A channel this far below the loudest carries nothing that was meant to be heard, in dB, unless its loudest half second is
 * less far below.
 */
export const DEAD_BELOW_DB = 40;
const DEAD_LOUDEST_BELOW_DB = 30;
/** Of two channels that cancel each other for a larger share of the time, one has to be left out. */
const MOST_CANCELLED = 0.15;

/** All channels sound at the same time. */
export const oneGroup = (channels: number): number[][] => [Array.from({ length: channels }, (_, index) => index)];

/** Every channel of a group equally; `channels` may be more than are in groups. */
export function evenMix(channels: number, groups: Mix['groups'] = oneGroup(channels)): Mix {
  return mixOf(channels, groups, (group) => group);
}

/**
 * Decides by what was heard, never by what the layout calls a channel: the mean of all channels that carry sound and cancel
 * none of the louder ones. Of opposite channels the louder one is taken.
 */
export function chooseMix(heard: ChannelsHeard, groups: Mix['groups'] = oneGroup(heard.channels.length)): Mix {
  return mixOf(heard.channels.length, groups, (group) => heardTogether(heard, group));
}

/** The loudest channel, and in the order of their power those that carry sound and cancel none of those before. */
function heardTogether(heard: ChannelsHeard, group: readonly number[]): number[] {
  const { channels } = heard;
  const loudest = loudestOf(channels, group);
  const powerOf = (channel: number) => channels[channel]?.power ?? 0;
  const others = group.filter((channel) => channel !== loudest && isAlive(channels[channel], channels[loudest]));
  const together = [loudest];
  for (const channel of others.toSorted((one, other) => powerOf(other) - powerOf(one))) {
    if (!together.some((before) => areOpposite(heard, channel, before))) together.push(channel);
  }
  return together;
}

function mixOf(channels: number, groups: Mix['groups'], mixedOf: (group: readonly number[]) => readonly number[]): Mix {
  const weights = Array.from({ length: channels }, () => 0);
  for (const group of groups) {
    const mixed = mixedOf(group);
    for (const channel of mixed) weights[channel] = 1 / mixed.length;
  }
  return { weights, groups };
}

export const isSameMix = (one: Mix, other: Mix): boolean =>
  one.weights.every((weight, index) => weight === other.weights[index]);

/** The loudest channel of a group; its first one when all are silent. */
export const loudestOf = (channels: readonly ChannelFigures[], group: readonly number[]): number =>
  group.reduce(
    (loudest, index) => ((channels[index]?.power ?? 0) > (channels[loudest]?.power ?? 0) ? index : loudest),
    group[0] ?? 0,
  );

/** Whether `channel` carries sound, compared with the loudest. All are alive in silence. */
export function isAlive(channel: ChannelFigures | undefined, loudest: ChannelFigures | undefined): boolean {
  if (!loudest || loudest.power === 0) return true;
  const below = (power = 0) => -10 * Math.log10(power / loudest.power);
  return below(channel?.power) <= DEAD_BELOW_DB || below(channel?.loudestPower) <= DEAD_LOUDEST_BELOW_DB;
}

/** Whether two channels must not be mixed, because they cancel each other. */
export const areOpposite = ({ cancelled }: ChannelsHeard, one: number, other: number): boolean =>
  cancelled(one, other) > MOST_CANCELLED;
