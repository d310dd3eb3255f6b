import { median } from '../support/statistics.js';
import type { Measurement } from './figure.js';
import { slowPage, untilNextIsVisible, untilTold } from './phones.js';

const KEPT = `navigator.serviceWorker.controller && caches.keys().then(async ([name]) =>
  name && (await (await caches.open(name)).keys()).length > 5)`;

/** Every later visit: the worker has kept the page, and the day is on the phone's disk. */
export const secondVisit: Measurement = {
  figures: [
    {
      name: 'second_visit_ms',
      aim: 1_500,
      unit: 'ms',
      what: 'Second visit, as slow',
    },
  ],
  async measure({ phones, rounds }) {
    const context = await phones.signedIn();
    const first = await context.newPage();
    await untilNextIsVisible(first);
    await untilTold<boolean>(first, KEPT);
    await first.close();
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const page = await slowPage(context);
      times.push(await untilNextIsVisible(page));
      await page.close();
    }
    await context.close();
    return [Math.round(median(times))];
  },
};
