import type { Envelope } from '../loudness/envelope.js';

/** Points of a waveform, however long the audio is: a little more than the width of a console. */
export const WAVEFORM_POINTS = 1_800;

/** The highest sample of each of up to 1,800 equal parts of the audio; 255 is full scale. */
export function waveformOf({ peaks }: Envelope): Uint8Array {
  const points = Math.min(WAVEFORM_POINTS, peaks.length);
  return Uint8Array.from({ length: points }, (_, point) => {
    const from = Math.floor((point * peaks.length) / points);
    const until = Math.max(from + 1, Math.floor(((point + 1) * peaks.length) / points));
    let highest = 0;
    for (let block = from; block < until; block++) highest = Math.max(highest, peaks[block] ?? 0);
    return Math.min(255, Math.round(255 * highest));
  });
}
