import { useMemo } from 'react';
import { Empty } from '../../parts/Empty.tsx';
import { Failure } from '../../parts/Failure.tsx';
import { Waiting } from '../../parts/Waiting.tsx';
import { Anchor, Button, VisuallyHidden } from '../../ui/core.ts';
import { IconPlus } from '../../ui/icons.ts';
import { useWords } from '../../words/words.ts';
import { CentreSelect } from './CentreSelect.tsx';
import { GapList } from './GapList.tsx';
import { ScheduleGrid } from './grid/ScheduleGrid.tsx';
import { Legend } from './Legend.tsx';
import { marksOf } from './marks.ts';
import { MoreMenu } from './MoreMenu.tsx';
import { OneStation } from './OneStation.tsx';
import type { PageProps } from './page-props.ts';
import { LazyPanels } from './LazyPanels.tsx';
import { Toolbar } from './Toolbar.tsx';
import { useShownGrid } from './use-shown-grid.ts';
import { useView } from './use-view.ts';
import { WeekAhead } from './WeekAhead.tsx';

const NO_STATIONS: readonly never[] = [];

/** The grid with its tools; panels open beside it. */
export function DeskSchedule({ places, centres, panels, mayWrite, made, onSeen }: PageProps) {
  const { t } = useWords('schedule');
  const { view, show, addressOf } = useView();
  const { grid, segments, segment, only, model, isPending } = useShownGrid(places, view);
  const marks = useMemo(() => marksOf(made), [made]);
  const filled = only ? { where: [`station:${only.id}`] } : {};
  const writing = mayWrite
    ? { onPlace: panels.onPlace, onMove: panels.onMove, onWithdraw: panels.onWithdraw }
    : undefined;
  return (
    <>
      <Toolbar
        view={view}
        show={show}
        segments={segments}
        segmentId={segment?.id}
        centre={<CentreSelect centres={centres} centreId={places.centreId} show={show} />}
      >
        <MoreMenu hasGrid mayWrite={mayWrite} onOpen={(kind) => panels.open({ kind })} />
        {mayWrite && (
          <Button leftSection={<IconPlus size={20} />} onClick={() => panels.open({ kind: 'place', filled })}>
            {t('place.submit')}
          </Button>
        )}
      </Toolbar>
      {made && (
        <WeekAhead
          made={made}
          places={places}
          today={view.today}
          week={view.kind === 'week' && view.from > view.today ? view.from : undefined}
          onClose={onSeen}
        />
      )}
      {grid.error && <Failure error={grid.error} onRetry={() => void grid.refetch()} />}
      {isPending && <Waiting lines={12} />}
      {grid.data?.stations.length === 0 && <Empty why={t('grid.empty')} />}
      {only && (
        <OneStation name={only.name} of={grid.data?.stations.length ?? 0} onAll={() => show({ stationId: '' })} />
      )}
      {model && model.stations.length > 0 && (
        <>
          <ScheduleGrid
            model={model}
            segment={segment}
            today={view.today}
            marks={marks}
            onDay={(day) => show({ kind: 'day', day })}
            ofStation={(stationId) => addressOf({ kind: 'week', stationId })}
            onOpen={panels.onOpen}
            {...writing}
          />
          <VisuallyHidden id="grid-keys">{t('grid.keys')}</VisuallyHidden>
          <Legend
            hasMarks={marks.size > 0}
            hasNow={view.kind === 'day' && view.day === view.today}
            hasQuiet={model.airtime.some(({ quietDay }) => quietDay !== null)}
          >
            <Anchor component="button" type="button" fz="inherit" onClick={() => panels.open({ kind: 'keys' })}>
              {t('panels.keys')}
            </Anchor>
          </Legend>
          <GapList model={model} today={view.today} onSettle={mayWrite ? panels.onOpen : undefined} />
        </>
      )}
      <LazyPanels
        panels={panels}
        places={places}
        stations={grid.data?.stations ?? NO_STATIONS}
        from={view.from}
        today={view.today}
        mayWrite={mayWrite}
      />
    </>
  );
}
