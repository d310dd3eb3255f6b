import { useWords } from '../../words/words.ts';
import { ChangesPanel } from './ChangesPanel.tsx';
import { CopyWeekPanel } from './CopyWeekPanel.tsx';
import type { GridStation } from './grid/grid-model.ts';
import { ItemPanel } from './item/ItemPanel.tsx';
import { KeysPanel } from './KeysPanel.tsx';
import { Panel } from './Panel.tsx';
import { PlacePanel } from './place/PlacePanel.tsx';
import type { Places } from './places.ts';
import type { usePanels } from './use-panels.ts';

interface Props {
  panels: ReturnType<typeof usePanels>;
  places: Places;
  stations: readonly GridStation[];
  from: string;
  today: string;
  mayWrite: boolean;
}

/** The panel that is open. */
export function Panels({ panels, places, stations, from, today, mayWrite }: Props) {
  const { t } = useWords('schedule');
  const { panel, isOpen, times, close } = panels;
  if (!panel) return null;
  return (
    <Panel opened={isOpen} title={t(`panels.${panel.kind}`)} onClose={close}>
      {panel.kind === 'place' && (
        <PlacePanel key={times} places={places} stations={stations} today={today} filled={panel.filled} />
      )}
      {panel.kind === 'item' && (
        <ItemPanel key={times} at={panel.at} today={today} mode={panel.mode} to={panel.to} mayWrite={mayWrite} />
      )}
      {panel.kind === 'keys' && <KeysPanel mayWrite={mayWrite} />}
      {panel.kind === 'changes' && <ChangesPanel places={places} mayWrite={mayWrite} />}
      {panel.kind === 'copy' && <CopyWeekPanel key={times} places={places} from={from} today={today} />}
    </Panel>
  );
}
