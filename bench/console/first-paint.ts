import { median } from '../support/statistics.js';
import type { Measurement } from './figure.js';
import { slowPage, untilNextIsVisible } from './phones.js';

/** The very first visit: nothing of the page is on the phone yet. */
export const firstPaint: Measurement = {
  figures: [
    {
      name: 'first_paint_ms',
      aim: 3_000,
      unit: 'ms',
      what: 'First visit until the next title is visible, 1.6 Mbit/s + 150 ms, CPU 4 times slower',
    },
  ],
  async measure({ phones, rounds }) {
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const context = await phones.signedIn();
      times.push(await untilNextIsVisible(await slowPage(context)));
      await context.close();
    }
    return [Math.round(median(times))];
  },
};
