import { useMemo } from 'react';
import { useQuery } from '../../../api/query.ts';
import { Empty } from '../../../parts/Empty.tsx';
import { Failure } from '../../../parts/Failure.tsx';
import { Waiting } from '../../../parts/Waiting.tsx';
import { ActionIcon, Button, Group, NativeSelect, Stack, Text, Title } from '../../../ui/core.ts';
import { IconChevronLeft, IconChevronRight, IconPlus } from '../../../ui/icons.ts';
import { addDays, dayAndMonth, mondayOf } from '../../../words/formats.ts';
import { useWords } from '../../../words/words.ts';
import { CentreSelect } from '../CentreSelect.tsx';
import { marksOf } from '../marks.ts';
import { MoreMenu } from '../MoreMenu.tsx';
import type { PageProps } from '../page-props.ts';
import { LazyPanels } from '../LazyPanels.tsx';
import { gridQuery } from '../queries.ts';
import { useView } from '../use-view.ts';
import { WeekAhead } from '../WeekAhead.tsx';
import { DayList } from './DayList.tsx';

/** One station, a week as a list. */
export function PhoneSchedule({ places, centres, panels, mayWrite, made, onSeen }: PageProps) {
  const { t } = useWords('schedule');
  const { view, show } = useView();
  const from = mondayOf(view.day);
  const grid = useQuery(gridQuery(places, from, addDays(from, 6)));
  const marks = useMemo(() => marksOf(made), [made]);
  const stations = grid.data?.stations ?? [];
  const station = stations.find(({ id }) => id === view.stationId) ?? stations[0];
  const filled = { where: station ? [`station:${station.id}`] : [] };
  return (
    <Stack gap="sm">
      <Title order={1} fz="xl">
        {t('title')}
      </Title>
      <CentreSelect centres={centres} centreId={places.centreId} show={show} size="md" />
      {stations.length > 1 && (
        <NativeSelect
          size="md"
          aria-label={t('phone.station')}
          value={station?.id ?? ''}
          data={stations.map(({ id, short }) => ({ value: id, label: short }))}
          onChange={({ currentTarget }) => show({ stationId: currentTarget.value })}
        />
      )}
      <Group justify="space-between" wrap="nowrap">
        <ActionIcon
          variant="default"
          size={48}
          aria-label={t('view.before')}
          onClick={() => show({ day: addDays(from, -7) })}
        >
          <IconChevronLeft size={20} />
        </ActionIcon>
        <Text fw={600}>
          {dayAndMonth(from)}–{dayAndMonth(addDays(from, 6))}
        </Text>
        <ActionIcon
          variant="default"
          size={48}
          aria-label={t('view.after')}
          onClick={() => show({ day: addDays(from, 7) })}
        >
          <IconChevronRight size={20} />
        </ActionIcon>
      </Group>
      <Group gap="xs">
        {mayWrite && (
          <Button
            size="md"
            flex={1}
            leftSection={<IconPlus size={20} />}
            onClick={() => panels.open({ kind: 'place', filled })}
          >
            {t('place.submit')}
          </Button>
        )}
        <MoreMenu mayWrite={mayWrite} onOpen={(kind) => panels.open({ kind })} />
      </Group>
      {made && <WeekAhead made={made} places={places} today={view.today} onClose={onSeen} />}
      {grid.error && <Failure error={grid.error} onRetry={() => void grid.refetch()} />}
      {!grid.data && !grid.error && <Waiting lines={10} />}
      {grid.data && !station && <Empty why={t('grid.empty')} />}
      {grid.data && station && (
        <DayList model={grid.data} station={station} today={view.today} marks={marks} onOpen={panels.onOpen} />
      )}
      <LazyPanels
        panels={panels}
        places={places}
        stations={stations}
        from={from}
        today={view.today}
        mayWrite={mayWrite}
      />
    </Stack>
  );
}
