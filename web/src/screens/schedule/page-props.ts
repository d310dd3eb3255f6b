import type { Made } from '../../parts/schedule/queries.ts';
import type { usePanels } from './use-panels.ts';
import type { Places } from './places.ts';

export interface PageProps {
  places: Places;
  panels: ReturnType<typeof usePanels>;
  mayWrite: boolean;
  /** The last change, until its marks are taken away. */
  made: Made | undefined;
  onSeen: () => void;
}
