/**
 * Where the channels of a part are when the number of channels changes midway: mono has a place of its own, so do left and
 * right of stereo, and what has more channels begins behind them. The places of the other forms are silent meanwhile, so
 * each form can be mixed in its own way.
 */
export const PLACES: readonly (readonly number[])[] = [[0], [1, 2], [3, 4, 5, 6, 7, 8, 9, 10]];

/** The smallest layout with enough places that every version of ffmpeg knows, and their number. */
const LAYOUT = { name: 'hexadecagonal', places: 16 };

const [, , MORE = []] = PLACES;
const spread = [
  'if(eq(nb_in_channels\\,1)\\,val(0))',
  ...[0, 1].map((channel) => `if(eq(nb_in_channels\\,2)\\,val(${channel}))`),
  // More than two, and more than come before this one.
  ...MORE.map((_, channel) => `if(gt(nb_in_channels\\,${Math.max(2, channel)})\\,val(${channel}))`),
];
const unused = Array.from({ length: LAYOUT.places - spread.length }, () => '0');

/** The filter that puts every channel in its place, at the level that it has. */
export const IN_PLACES = `aeval=exprs=${[...spread, ...unused].join('|')}:channel_layout=${LAYOUT.name}`;
