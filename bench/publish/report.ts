import { loadavg } from 'node:os';
import { say, sayResult } from '../support/print.js';
import { median, rounded } from '../support/statistics.js';
import type { Turn } from './turns.js';

export interface Measured {
  /** The items, one after the other. */
  published: Turn[];
  /** Entries at a few stations. */
  singles: Turn[];
  moveMs: number;
  /** The longest delay of the service's event loop, from before publishing to the end of the move. */
  loopBlockMs: number;
  ticksMs: number[];
  weeksMs: number[];
  /** The highest resident size of the service's process. */
  memoryMb: number;
}

const AIMS = {
  vs_insert: 1.5,
  vs_insert_22: 3,
  entry_22_ms: 150,
  change_share: 0.05,
  tick_ms: 100,
  timeline_ms: 50,
  loop_block_ms: 100,
  rss_mb: 400,
};

/** Prints medians, how far the rounds lie apart, and the line for machines. @returns whether every aim is met */
export function report(measured: Measured): boolean {
  const { published, singles, moveMs, ticksMs, weeksMs } = measured;
  sayTurns('Publishing', published);
  sayTurns('Entries at a few stations', singles);
  say(`The move of one item of one day at all stations: ${inSeconds(moveMs)} s`);
  say(`The tick with nothing to do: ${inMs(ticksMs)}; a station’s week: ${inMs(weeksMs)}`);
  say(`Load average ${loadavg()[0]?.toFixed(2)} at the end; all of it took ${inSeconds(performance.now(), 0)} s.`);
  const [oursMs, plainMs] = [sumOf(published, 'oursMs'), sumOf(published, 'plainMs')];
  const entryMs = median(singles.map((turn) => turn.oursMs));
  const figures = {
    vs_insert: rounded(oursMs / plainMs),
    vs_insert_22: rounded(entryMs / median(singles.map((turn) => turn.plainMs))),
    entry_22_ms: rounded(entryMs, 1),
    rows: sumOf(published, 'rows'),
    change_share: rounded(moveMs / oursMs, 3),
    tick_ms: rounded(median(ticksMs), 1),
    timeline_ms: rounded(median(weeksMs), 1),
    loop_block_ms: rounded(measured.loopBlockMs, 0),
    rss_mb: rounded(measured.memoryMb, 0),
  };
  const missed = Object.entries(AIMS).filter(([name, aim]) => figures[name as keyof typeof AIMS] > aim);
  for (const [name, aim] of missed) say(`Missed: ${name} (aim: at most ${aim})`);
  sayResult({ name: 'publish', ...figures });
  return missed.length === 0;
}

const COLUMNS = ['rows', 'ours ms', 'plain ms', 'ratio', 'afterwards ms'];
const WIDTH = 14;
const inColumns = (cells: readonly string[]) => say(cells.map((cell) => cell.padStart(WIDTH)).join(''));

/** Measures turns one after the other, and prints each as it ends. */
export async function takeTurns(title: string, count: number, turn: (index: number) => Promise<Turn>): Promise<Turn[]> {
  say(`${title}: the public call, and a plain INSERT of the same rows`);
  inColumns(COLUMNS);
  const turns: Turn[] = [];
  for (let index = 0; index < count; index += 1) {
    const taken = await turn(index);
    const { rows, oursMs, plainMs, afterwardsMs } = taken;
    const ratio = (oursMs / plainMs).toFixed(2);
    inColumns([String(rows), oursMs.toFixed(0), plainMs.toFixed(0), ratio, afterwardsMs.toFixed(0)]);
    turns.push(taken);
  }
  return turns;
}

function sayTurns(title: string, turns: readonly Turn[]): void {
  const of = (which: 'oursMs' | 'plainMs') => inMs(turns.map((turn) => turn[which]));
  say(`${title}: medians: ours ${of('oursMs')}, plain ${of('plainMs')}; sums ${sumsOf(turns)}`);
}

const sumsOf = (turns: readonly Turn[]) =>
  `${inSeconds(sumOf(turns, 'oursMs'))} s, ${inSeconds(sumOf(turns, 'plainMs'))} s; afterwards ${inSeconds(sumOf(turns, 'afterwardsMs'))} s`;

const sumOf = (turns: readonly Turn[], which: keyof Turn) => turns.reduce((sum, turn) => sum + turn[which], 0);

const inSeconds = (ms: number, digits = 2) => (ms / 1_000).toFixed(digits);

/** The spread shows how restless the machine is. */
const inMs = (values: readonly number[]) =>
  `${median(values).toFixed(1)} ms (${Math.min(...values).toFixed(1)}–${Math.max(...values).toFixed(1)})`;
