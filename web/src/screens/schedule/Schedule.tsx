import { useState } from 'react';
import { Failure } from '../../parts/Failure.tsx';
import { Waiting } from '../../parts/Waiting.tsx';
import { useMay } from '../../session/me.tsx';
import { useIsDesk } from '../../ui/window-width.ts';
import './words.vi.ts';
import { DeskSchedule } from './DeskSchedule.tsx';
import { DoingProvider } from '../../parts/schedule/Doing.tsx';
import { PhoneSchedule } from './phone/PhoneSchedule.tsx';
import type { Made } from '../../parts/schedule/queries.ts';
import { usePanels } from './use-panels.ts';
import { useProgramToPlace } from './use-program-to-place.ts';
import { usePlaces } from './use-places.ts';

/** `/lich-phat`: what airs where, when. */
export default function Schedule() {
  const { places, centres, error, retry } = usePlaces();
  const isDesk = useIsDesk();
  const mayWrite = useMay('schedule:write');
  const panels = usePanels();
  const [made, setMade] = useState<Made>();
  useProgramToPlace(panels, mayWrite);
  if (!places) return error ? <Failure error={error} onRetry={retry} /> : <Waiting lines={12} />;
  const Page = isDesk ? DeskSchedule : PhoneSchedule;
  const onDone = (done: Made | undefined) => {
    panels.close();
    setMade(done);
  };
  return (
    <DoingProvider onDone={onDone}>
      <Page
        key={places.centreId}
        places={places}
        centres={centres}
        panels={panels}
        mayWrite={mayWrite}
        made={made}
        onSeen={() => setMade(undefined)}
      />
    </DoingProvider>
  );
}
