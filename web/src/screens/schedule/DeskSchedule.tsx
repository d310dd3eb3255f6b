import { useQuery } from '../../api/query.ts';
import { Empty } from '../../parts/Empty.tsx';
import { Failure } from '../../parts/Failure.tsx';
import { Waiting } from '../../parts/Waiting.tsx';
import { VisuallyHidden } from '../../ui/core.ts';
import { useWords } from '../../words/words.ts';
import { ScheduleGrid } from './grid/ScheduleGrid.tsx';
import { Legend } from './Legend.tsx';
import { gridQuery, segmentsQuery } from './queries.ts';
import { Toolbar } from './Toolbar.tsx';
import type { Places } from './use-places.ts';
import { useView } from './use-view.ts';

const NOTHING: ReadonlySet<string> = new Set();

export function DeskSchedule({ places }: { places: Places }) {
  const { t } = useWords('schedule');
  const { view, show } = useView();
  const grid = useQuery(gridQuery(places, view.from, view.until));
  const segments = useQuery(segmentsQuery).data?.items ?? [];
  const segment =
    view.segment === 'none' ? undefined : (segments.find(({ id }) => id === view.segment) ?? segments[0]);
  return (
    <>
      <Toolbar view={view} show={show} segments={segments} segmentId={segment?.id} />
      {grid.error && <Failure error={grid.error} onRetry={() => void grid.refetch()} />}
      {!grid.data && !grid.error && <Waiting lines={12} />}
      {grid.data?.stations.length === 0 && <Empty why={t('grid.empty')} />}
      {grid.data && grid.data.stations.length > 0 && (
        <>
          <ScheduleGrid
            model={grid.data}
            segment={segment}
            today={view.today}
            marks={NOTHING}
            onDay={(day) => show({ kind: 'day', day })}
            onOpen={() => undefined}
          />
          <VisuallyHidden id="grid-keys">{t('grid.keys')}</VisuallyHidden>
          <Legend hasMarks={false} />
        </>
      )}
    </>
  );
}
