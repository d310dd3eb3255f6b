import { useState } from 'react';
import type { ItemAt, PlaceAt } from './grid/grid-actions.ts';
import { clockWords } from './clocks.ts';
import type { ItemMode } from './item/ItemPanel.tsx';
import type { Draft } from './place/draft.ts';

/** What stands open beside the grid. */
export type OpenPanel =
  | { kind: 'place'; filled: Partial<Draft> }
  | { kind: 'item'; at: ItemAt; mode: ItemMode; to?: { day: string; clock: number } }
  | { kind: 'changes' }
  | { kind: 'copy' };

/** Which panel is open, and what opens one. */
export function usePanels() {
  const [panel, setPanel] = useState<OpenPanel>();
  return {
    panel,
    close: () => setPanel(undefined),
    open: setPanel,
    onOpen: (at: ItemAt) => setPanel({ kind: 'item', at, mode: 'shown' }),
    onMove: (at: ItemAt, to: { day: string; clock: number }) => setPanel({ kind: 'item', at, mode: 'move', to }),
    onWithdraw: (at: ItemAt) => setPanel({ kind: 'item', at, mode: 'withdraw' }),
    onPlace: ({ station, day, clock }: PlaceAt) =>
      setPanel({ kind: 'place', filled: { where: [`station:${station.id}`], day, times: [clockWords(clock)] } }),
  };
}
