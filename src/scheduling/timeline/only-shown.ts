import type { GridItem } from './grid-tables.js';
import type { ScheduleGrid } from './schedule-grid.js';

/** The grid without what no cell refers to: of days that somebody may not see, no title, name or time is left. */
export function onlyShown(grid: ScheduleGrid): ScheduleGrid {
  const [programs, entries] = [keeping(grid.programs), keeping(grid.entries)];
  const [reasons, kept] = [keeping(grid.reasons), keeping(grid.lists)];
  // Index 0 stands for no reason, and for no items.
  reasons.numberOf(0);
  kept.numberOf(0);
  const stations = grid.stations.map(({ cells, ...row }) => ({
    ...row,
    cells: cells.map((cell) => (cell === null ? null : kept.numberOf(cell))),
  }));
  const lists = kept.things.map((list) =>
    list.map(([clock, seconds, program, entry, state, reason]): GridItem => {
      const numbers = [programs.numberOf(program), entries.numberOf(entry)] as const;
      return [clock, seconds, ...numbers, state, reasons.numberOf(reason)];
    }),
  );
  return { ...grid, programs: programs.things, entries: entries.things, reasons: reasons.things, lists, stations };
}

/** Things that are used, numbered anew in the order of their first use. */
function keeping<Thing>(all: readonly Thing[]): { things: Thing[]; numberOf(index: number): number } {
  const things: Thing[] = [];
  const numbers = new Map<number, number>();
  const numberOf = (index: number): number => {
    const number = numbers.get(index) ?? things.push(...all.slice(index, index + 1)) - 1;
    numbers.set(index, number);
    return number;
  };
  return { things, numberOf };
}
