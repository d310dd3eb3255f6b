import { keepPreviousData, useQuery } from '../../api/query.ts';
import { Empty } from '../../parts/Empty.tsx';
import { Failure } from '../../parts/Failure.tsx';
import { Waiting } from '../../parts/Waiting.tsx';
import { useMay } from '../../session/me.tsx';
import { Button, Group, Stack, Text, Title } from '../../ui/core.ts';
import { useIsWide } from '../../ui/window-width.ts';
import { Link } from '../../ui/routing.ts';
import { useWords } from '../../words/words.ts';
import { overviewQuery } from './queries.ts';
import { StationCards } from './StationCards.tsx';
import { StationFilters } from './StationFilters.tsx';
import { StationTable } from './StationTable.tsx';
import styles from './Stations.module.css';
import { useStationFilter } from './use-station-filter.ts';

export function StationList() {
  const { t } = useWords('stations');
  const { filter } = useStationFilter();
  const isWide = useIsWide();
  const answer = useQuery({ ...overviewQuery(filter), placeholderData: keepPreviousData });
  const { data } = answer;
  const Stations = isWide ? StationTable : StationCards;
  return (
    <Stack>
      <Group justify="space-between" align="baseline">
        <div className={styles.head}>
          <Title order={1}>{t('title')}</Title>
          {data && data.total > 0 && (
            <Text role="status">
              {t('count', { count: data.total })},{' '}
              {data.inTrouble > 0 ? t('inTrouble', { count: data.inTrouble }) : t('noneInTrouble').toLowerCase()}
            </Text>
          )}
        </div>
        <Button component={Link} to="/dai/nhom" variant="default">
          {t('groups')}
        </Button>
      </Group>
      <StationFilters />
      {answer.isError && <Failure error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Waiting lines={10} />}
      {data && data.items.length > 0 && <Stations items={data.items} />}
      {data && data.items.length === 0 && <NoStations />}
      {data?.next && <Text c="dimmed">{t('more', { count: data.items.length })}</Text>}
    </Stack>
  );
}

function NoStations() {
  const { t } = useWords('stations');
  const mayImport = useMay('stations:manage');
  const { isNarrowed, clear } = useStationFilter();
  if (isNarrowed) {
    return (
      <Empty why={t('empty.filtered')}>
        <Button variant="default" onClick={clear}>
          {t('empty.clear')}
        </Button>
      </Empty>
    );
  }
  return (
    <Empty why={t('empty.nothing')}>
      {mayImport && (
        <Button component={Link} to="/thiet-lap">
          {t('empty.import')}
        </Button>
      )}
    </Empty>
  );
}
