import { useEffect } from 'react';
import { Empty } from '../../parts/Empty.tsx';
import { Failure } from '../../parts/Failure.tsx';
import { Waiting } from '../../parts/Waiting.tsx';
import { useInkOnWhite } from '../../ui/ink-on-white.ts';
import { useWords } from '../../words/words.ts';
import { StationDay } from './StationDay.tsx';
import styles from './Today.module.css';
import { useStations } from '../../parts/use-stations.ts';
import './words.vi.ts';

/** `/hom-nay`: what airs at a station, and what became of it; the operator's page, on a phone, in the sun. */
export default function Today() {
  const { t } = useWords('today');
  const { station, stations, choose, error, retry } = useStations();
  useInkOnWhite();
  useEffect(askToKeep, []);
  if (error && !station) return <Failure error={error} onRetry={retry} />;
  if (!stations) return <Waiting />;
  if (!station) return <Empty why={t('noStation')} />;
  return (
    <div className={styles.page}>
      <StationDay key={station} stationId={station} stations={stations} onChoose={choose} />
    </div>
  );
}

/** So that the browser does not drop unsent confirmations when the phone runs out of space. */
function askToKeep(): void {
  void navigator.storage?.persist?.().catch(() => undefined);
}
