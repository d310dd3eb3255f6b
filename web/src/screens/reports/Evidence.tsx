import { useQuery } from '../../api/query.ts';
import { Failure } from '../../parts/Failure.tsx';
import { Waiting } from '../../parts/Waiting.tsx';
import { Modal, Text } from '../../ui/core.ts';
import { useWords } from '../../words/words.ts';
import { NotAiredTable } from './NotAiredTable.tsx';
import { notAiredQuery } from './queries.ts';

/** One station in one week. */
export interface Place {
  stationId: string;
  name: string;
  week: number;
  from: string;
  until: string;
}

interface Props {
  place: Place | undefined;
  centreId: string;
  segmentId: string;
  onClose: () => void;
}

/** What did not air there and who says why, above the report. */
export function Evidence({ place, onClose, ...of }: Props) {
  const { t } = useWords('reports');
  const { t: common } = useWords();
  const title = place && t('notAired.at', { station: place.name, week: place.week });
  return (
    <Modal
      opened={place !== undefined}
      onClose={onClose}
      title={title}
      size="xl"
      closeButtonProps={{ 'aria-label': common('actions.close') }}
    >
      {place && <Missed place={place} {...of} />}
    </Modal>
  );
}

function Missed({ place, centreId, segmentId }: { place: Place; centreId: string; segmentId: string }) {
  const { t } = useWords('reports');
  const { stationId, from, until } = place;
  const { data, error, refetch } = useQuery(notAiredQuery({ centreId, from, until }, { segmentId, stationId }));
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting lines={3} />;
  return data.items.length === 0 ? <Text>{t('notAired.none')}</Text> : <NotAiredTable items={data.items} />;
}
