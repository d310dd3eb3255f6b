import { median } from '../support/statistics.js';
import { type EditorsWorld, longestTaskMs, mainThreadMs, openDesk } from './desk.js';

/** A number that the bench tells. */
interface GridFigure {
  name: string;
  /** At most. */
  aim: number;
  unit: 'ms';
  what: string;
  /** The median of at least five rounds. */
  measure(bench: { world: EditorsWorld; rounds: number }): Promise<number>;
}

const LEAST_ROUNDS = 5;
const LINK = 'nav a[href="/lich-phat"]';
/** Two frames after the last row is there. */
const SETTLED = `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50))))`;

/** From the tap on the link of the navigation until the week can be read: the work of the main thread, in milliseconds. */
async function opening(world: EditorsWorld, stations: number): Promise<number> {
  const desk = await openDesk(world, stations);
  try {
    const before = await mainThreadMs(desk.devtools);
    await desk.page.click(LINK);
    await desk.page.waitForSelector('[role=grid] button[data-item="11"]');
    await desk.page.evaluate(SETTLED);
    return (await mainThreadMs(desk.devtools)) - before;
  } finally {
    await desk.stop();
  }
}

const openingOf = (stations: number, name: string, aim: number): GridFigure => ({
  name,
  aim,
  unit: 'ms',
  what: `Opening a week of ${stations} stations with 12 items a day, work of the main thread`,
  async measure({ world, rounds }) {
    const times: number[] = [];
    for (let round = 0; round < Math.max(LEAST_ROUNDS, rounds); round += 1) times.push(await opening(world, stations));
    return Math.round(median(times));
  },
});

const grid22 = openingOf(22, 'grid22_ms', 200);
const grid500 = openingOf(500, 'grid500_ms', 400);

const TURNS = 60;
const TURN_PX = 700;

async function scrolling(world: EditorsWorld): Promise<number> {
  const desk = await openDesk(world, 500);
  try {
    await desk.page.click(LINK);
    await desk.page.waitForSelector('[role=grid] button[data-item="11"]');
    await desk.page.evaluate(SETTLED);
    await desk.page.mouse.move(700, 500);
    return await longestTaskMs(desk, async () => {
      for (let turn = 0; turn < TURNS; turn += 1) await desk.page.mouse.wheel(0, turn % 20 < 15 ? TURN_PX : -TURN_PX);
      await desk.page.evaluate(SETTLED);
    });
  } finally {
    await desk.stop();
  }
}

const longestTask: GridFigure = {
  name: 'longest_task_ms',
  aim: 100,
  unit: 'ms',
  what: 'Scrolling through 500 stations, the longest task',
  async measure({ world, rounds }) {
    const times: number[] = [];
    for (let round = 0; round < Math.max(LEAST_ROUNDS, rounds); round += 1) times.push(await scrolling(world));
    return Math.round(median(times));
  },
};

/** What `npm run bench:console` tells of the schedule. */
export const GRID_FIGURES = [grid22, grid500, longestTask] as const;
