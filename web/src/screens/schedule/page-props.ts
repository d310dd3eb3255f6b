import type { Made } from '../../parts/schedule/queries.ts';
import type { usePanels } from './use-panels.ts';
import type { Places } from './places.ts';
import type { CentreChoice } from './use-places.ts';

export interface PageProps {
  places: Places;
  /** To choose from; empty where there is one at most. */
  centres: readonly CentreChoice[];
  panels: ReturnType<typeof usePanels>;
  mayWrite: boolean;
  /** The last change, until its marks are taken away. */
  made: Made | undefined;
  onSeen: () => void;
}
