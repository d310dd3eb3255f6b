import { DoingProvider } from '../../parts/schedule/Doing.tsx';
import { Empty } from '../../parts/Empty.tsx';
import { Failure } from '../../parts/Failure.tsx';
import { useStations } from '../../parts/use-stations.ts';
import { Waiting } from '../../parts/Waiting.tsx';
import { useHasRole } from '../../session/me.tsx';
import { useInkOnWhite } from '../../ui/ink-on-white.ts';
import { Route, Routes, useLocation, useNavigate } from '../../ui/routing.ts';
import { useWords } from '../../words/words.ts';
import { NewNotice } from './NewNotice.tsx';
import styles from './Notice.module.css';
import { NoticeList } from './NoticeList.tsx';
import { PlaceNotice } from './PlaceNotice.tsx';
import { useNoticeWords } from './use-notice-words.ts';
import './words.vi.ts';

/** `/thong-bao`: what the commune itself announces; `/moi` takes the audio, `/:id` says when a program airs. */
export default function Notice() {
  const { t } = useWords('notice');
  const isOperator = useHasRole('operator');
  const { station, stations, choose, error, retry } = useStations();
  const navigate = useNavigate();
  const { search } = useLocation();
  const wordsOf = useNoticeWords();
  useInkOnWhite();
  if (!isOperator) return <Empty why={t('notYours')} />;
  if (error && !station) return <Failure error={error} onRetry={retry} />;
  if (!station || !stations) return <Waiting />;
  return (
    <DoingProvider wordsOf={wordsOf} onDone={() => void navigate({ pathname: '/thong-bao', search })}>
      <div className={styles.page}>
        <Routes>
          <Route index element={<NoticeList stationId={station} stations={stations} onChoose={choose} />} />
          <Route path="moi" element={<NewNotice stationId={station} />} />
          <Route path=":id" element={<PlaceNotice stationId={station} />} />
        </Routes>
      </div>
    </DoingProvider>
  );
}
