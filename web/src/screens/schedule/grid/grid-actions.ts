import type { GridItem, GridStation } from './grid-model.ts';

/** An item at a station on a day. */
export interface ItemAt {
  station: GridStation;
  day: string;
  item: GridItem;
  /** All that have the same gap on that day, when it is settled for them together. */
  stations?: readonly GridStation[];
}

/** A time of a day at a station, at which something may be placed. */
export interface PlaceAt {
  station: GridStation;
  day: string;
  clock: number;
}

/** What can be done in the grid; without `onPlace` and `onMove` it is only read. */
export interface GridActions {
  onOpen: (at: ItemAt) => void;
  onPlace?: ((at: PlaceAt) => void) | undefined;
  onMove?: ((at: ItemAt, to: { day: string; clock: number }) => void) | undefined;
  onWithdraw?: ((at: ItemAt) => void) | undefined;
}
