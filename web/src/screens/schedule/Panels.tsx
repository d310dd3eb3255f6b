import { useWords } from '../../words/words.ts';
import { ChangesPanel } from './ChangesPanel.tsx';
import { CopyWeekPanel } from './CopyWeekPanel.tsx';
import type { GridStation } from './grid/grid-model.ts';
import { ItemPanel } from './item/ItemPanel.tsx';
import { Panel } from './Panel.tsx';
import { PlacePanel } from './place/PlacePanel.tsx';
import type { Places } from './use-places.ts';
import type { OpenPanel } from './use-panels.ts';

interface Props {
  panel: OpenPanel;
  places: Places;
  stations: readonly GridStation[];
  from: string;
  today: string;
  mayWrite: boolean;
  onClose: () => void;
}

/** The panel that is open. */
export function Panels({ panel, places, stations, from, today, mayWrite, onClose }: Props) {
  const { t } = useWords('schedule');
  return (
    <Panel title={t(`panels.${panel.kind}`)} onClose={onClose}>
      {panel.kind === 'place' && (
        <PlacePanel places={places} stations={stations} today={today} filled={panel.filled} />
      )}
      {panel.kind === 'item' && (
        <ItemPanel at={panel.at} today={today} mode={panel.mode} to={panel.to} mayWrite={mayWrite} />
      )}
      {panel.kind === 'changes' && <ChangesPanel places={places} mayWrite={mayWrite} />}
      {panel.kind === 'copy' && <CopyWeekPanel places={places} from={from} today={today} />}
    </Panel>
  );
}
