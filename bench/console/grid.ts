import { median } from '../support/statistics.js';
import { type Desk, type Desks, longestTaskMs, mainThreadMs } from './desk.js';
import type { Figure } from './figure.js';

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
async function opening(desks: Desks, stations: number): Promise<number> {
  const desk = await desks.open(stations);
  try {
    const before = await mainThreadMs(desk.devtools);
    await openSchedule(desk);
    return (await mainThreadMs(desk.devtools)) - before;
  } finally {
    await desk.close();
  }
}

const openingOf = (stations: number, name: string, aim: number): Figure => ({
  name,
  aim,
  unit: 'ms',
  what: `Opening a week of ${stations} stations with 12 items a day, work of the main thread`,
  async measure({ desks, rounds }) {
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) times.push(await opening(desks, stations));
    return Math.round(median(times));
  },
});

const grid22 = openingOf(22, 'grid22_ms', 200);
const grid500 = openingOf(500, 'grid500_ms', 400);

const TURNS = 20;
const TURN_PX = 700;

async function scrolling(desks: Desks): Promise<number> {
  const desk = await desks.open(500);
  try {
    await openSchedule(desk);
    await desk.page.mouse.move(700, 500);
    return await longestTaskMs(desk, async () => {
      for (let turn = 0; turn < TURNS; turn += 1) await desk.page.mouse.wheel(0, turn % 10 < 7 ? TURN_PX : -TURN_PX);
      await desk.page.evaluate(SETTLED);
    });
  } finally {
    await desk.close();
  }
}

const longestTask: Figure = {
  name: 'longest_task_ms',
  aim: 100,
  unit: 'ms',
  what: 'Scrolling through 500 stations, the longest task',
  async measure({ desks, rounds }) {
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) times.push(await scrolling(desks));
    return Math.round(median(times));
  },
};

/** What `npm run bench:console` tells of the schedule. */
export const GRID_FIGURES = [grid22, grid500, longestTask] as const;
