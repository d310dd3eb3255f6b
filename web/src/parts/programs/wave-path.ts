/** Points of the picture; more would be narrower than a pixel on most screens. */
const POINTS = 600;
/** The picture is `POINTS` wide and from -1 to 1 high; silence is a thin line. */
const THINNEST = 0.01;

/** The outline of the sound, as the path of an SVG that is `0 -1 width 2`. @param peaks 0 to 1 */
export function wavePath(peaks: readonly number[]): { path: string; width: number } {
  const width = Math.min(POINTS, peaks.length);
  const heights = Array.from({ length: width }, (_, point) => {
    const from = Math.floor((point * peaks.length) / width);
    const until = Math.max(from + 1, Math.floor(((point + 1) * peaks.length) / width));
    return Math.max(THINNEST, ...peaks.slice(from, until));
  });
  const upper = heights.map((height, point) => `${point} ${-rounded(height)}`);
  const lower = heights.map((height, point) => `${point} ${rounded(height)}`).toReversed();
  return { path: width > 0 ? `M${[...upper, ...lower].join('L')}Z` : '', width };
}

const rounded = (height: number): number => Math.round(height * 1_000) / 1_000;
