import { parseArgs } from 'node:util';
import { say, sayResult, sayTable } from '../support/print.js';
import { makeConsoleWorld } from './console-world.js';
import { Desks } from './desk.js';
import type { Measurement } from './figure.js';
import { firstPaint } from './first-paint.js';
import { grid22, grid500 } from './grid.js';
import { operatorJs } from './operator-js.js';
import { Phones } from './phones.js';
import { secondVisit } from './second-visit.js';

const MEASUREMENTS: readonly Measurement[] = [operatorJs, firstPaint, secondVisit, grid22, grid500];
const ROUNDS = { quick: 3, full: 7 };

/** `npm run bench:console [-- --quick]`: how the console feels on a phone and at a desk, in a real Chromium. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { quick: { type: 'boolean' } } });
  const rounds = values.quick ? ROUNDS.quick : ROUNDS.full;
  const world = await makeConsoleWorld();
  const { url } = world.service;
  const [phones, desks] = await Promise.all([Phones.start(url, world.operator), Desks.start(url, world.editor)]);
  const result: Record<string, number> = {};
  try {
    say(`Medians of ${rounds} rounds`);
    const rows = [['', 'is', 'aim']];
    for (const { figures, measure } of MEASUREMENTS) {
      const values = await measure({ world, phones, desks, rounds });
      for (const [index, { name, what, unit, aim }] of figures.entries()) {
        const value = values[index] ?? Number.NaN;
        result[name] = value;
        rows.push([what, `${value} ${unit}`, `${aim} ${unit}`]);
        if (!(value <= aim)) process.exitCode = 1;
      }
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
