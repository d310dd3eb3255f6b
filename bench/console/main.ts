import { parseArgs } from 'node:util';
import { say, sayResult, sayTable } from '../support/print.js';
import { makeConsoleWorld } from './console-world.js';
import { Desks } from './desk.js';
import type { Figure } from './figure.js';
import { firstPaint } from './first-paint.js';
import { GRID_FIGURES } from './grid.js';
import { operatorJs } from './operator-js.js';
import { Phones } from './phones.js';
import { secondVisit } from './second-visit.js';

/** Each in a file of its own. */
const FIGURES: readonly Figure[] = [operatorJs, firstPaint, secondVisit, ...GRID_FIGURES];
const ROUNDS = { quick: 3, full: 7 };

/** `npm run bench:console [-- --quick]`: how the console feels on a phone and at a desk, in a real Chromium. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { quick: { type: 'boolean' } } });
  const rounds = values.quick ? ROUNDS.quick : ROUNDS.full;
  const world = await makeConsoleWorld();
  const { url } = world.service;
  const [phones, desks] = [await Phones.start(url, world.operator), await Desks.start(url, world.editor)];
  const result: Record<string, number> = {};
  try {
    say(`Medians of ${rounds} rounds`);
    const rows = [['', 'is', 'aim']];
    for (const figure of FIGURES) {
      const value = await figure.measure({ world, phones, desks, rounds });
      result[figure.name] = value;
      rows.push([figure.what, `${value} ${figure.unit}`, `${figure.aim} ${figure.unit}`]);
      if (value > figure.aim) process.exitCode = 1;
    }
    sayTable(rows);
  } finally {
    await phones.stop();
    await desks.stop();
    await world.service.stop();
  }
  sayResult({ name: 'console', ...result });
}

await main();
