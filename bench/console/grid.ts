import { median } from '../support/statistics.js';
import { type Desk, longestTaskMs, mainThreadMs } from './desk.js';
import type { Figure, Measurement } from './figure.js';

const LINK = 'nav a[href="/lich-phat"]';
/** The middle of the link; found before anything is measured. */
const MIDDLE = `(({ x, y, width, height }) => ({ x: x + width / 2, y: y + height / 2 }))(
  document.querySelector('${LINK}').getBoundingClientRect())`;
/** Two frames after the items of a row are there. */
const DRAWN = `new Promise((done) => {
  const look = () => {
    if (!document.querySelector('[role=grid] [data-item="11"]')) return;
    observer.disconnect();
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50)));
  };
  const observer = new MutationObserver(look);
  observer.observe(document.body, { childList: true, subtree: true });
  look();
})`;
/** A frame in which nothing is left to do. */
const SETTLED = `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50))))`;

/** Opens the schedule as somebody does who taps its link. */
async function openSchedule({ page }: Desk): Promise<void> {
  const { x, y } = await page.evaluate<{ x: number; y: number }>(MIDDLE);
  await page.mouse.click(x, y);
  await page.evaluate(DRAWN);
}

/** From the tap on the link of the navigation until the week can be read: the work of the main thread, in milliseconds. */
async function opening(desk: Desk): Promise<number> {
  const before = await mainThreadMs(desk.devtools);
  await openSchedule(desk);
  return (await mainThreadMs(desk.devtools)) - before;
}

const TURNS = 20;
const TURN_PX = 700;

/** The longest task while the open schedule is scrolled, in milliseconds. */
async function scrolling(desk: Desk): Promise<number> {
  await desk.page.mouse.move(700, 500);
  return longestTaskMs(desk, async () => {
    for (let turn = 0; turn < TURNS; turn += 1) await desk.page.mouse.wheel(0, turn % 10 < 7 ? TURN_PX : -TURN_PX);
    await desk.page.evaluate(SETTLED);
  });
}

const opened = (stations: number, name: string, aim: number): Figure => ({
  name,
  aim,
  unit: 'ms',
  what: `Opening a week of ${stations} stations with 12 items a day, work of the main thread`,
});

/** Each round in a window of its own. */
const measured = (stations: number, figures: Figure[], round: (desk: Desk) => Promise<number[]>): Measurement => ({
  figures,
  async measure({ desks, rounds }) {
    const all: number[][] = [];
    while (all.length < rounds) {
      const desk = await desks.open(stations);
      try {
        all.push(await round(desk));
      } finally {
        await desk.close();
      }
    }
    return figures.map((_, index) => Math.round(median(all.map((values) => values[index] ?? Number.NaN))));
  },
});

export const grid22 = measured(22, [opened(22, 'grid22_ms', 200)], async (desk) => [await opening(desk)]);

const longestTask: Figure = {
  name: 'longest_task_ms',
  aim: 100,
  unit: 'ms',
  what: 'Scrolling through 500 stations, the longest task',
};

export const grid500 = measured(500, [opened(500, 'grid500_ms', 400), longestTask], async (desk) => [
  await opening(desk),
  await scrolling(desk),
]);
