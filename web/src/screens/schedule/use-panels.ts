import { useState } from 'react';
import type { ItemAt, PlaceAt } from './grid/grid-actions.ts';
import { clockWords } from '../../parts/schedule/clocks.ts';
import type { ItemMode } from './item/item-mode.ts';
import type { Draft } from './place/draft.ts';

/** What stands open beside the grid. */
type OpenPanel =
  | { kind: 'place'; filled: Partial<Draft> }
  | { kind: 'item'; at: ItemAt; mode: ItemMode; to?: { day: string; clock: number } }
  | { kind: 'changes' }
  | { kind: 'copy' }
  | { kind: 'keys' };

interface State {
  panel: OpenPanel | undefined;
  isOpen: boolean;
  times: number;
}

/** Which panel is open, and what opens one. */
export function usePanels() {
  const [{ panel, isOpen, times }, setState] = useState<State>({ panel: undefined, isOpen: false, times: 0 });
  const setPanel = (next: OpenPanel) => setState({ panel: next, isOpen: true, times: times + 1 });
  return {
    /** It stays while it slides away. */
    panel,
    isOpen,
    /** How many have been opened: each begins anew. */
    times,
    close: () => setState({ panel, isOpen: false, times }),
    open: setPanel,
    onOpen: (at: ItemAt) => setPanel({ kind: 'item', at, mode: 'shown' }),
    onMove: (at: ItemAt, to: { day: string; clock: number }) => setPanel({ kind: 'item', at, mode: 'move', to }),
    onWithdraw: (at: ItemAt) => setPanel({ kind: 'item', at, mode: 'withdraw' }),
    onPlace: ({ station, day, clock }: PlaceAt) =>
      setPanel({ kind: 'place', filled: { where: [`station:${station.id}`], day, times: [clockWords(clock)] } }),
  };
}
