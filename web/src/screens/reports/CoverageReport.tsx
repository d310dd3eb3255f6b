import { keepPreviousData, useQuery } from '../../api/query.ts';
import { Empty } from '../../parts/Empty.tsx';
import { Failure } from '../../parts/Failure.tsx';
import { Waiting } from '../../parts/Waiting.tsx';
import { Group, Stack, Text } from '../../ui/core.ts';
import { useWords } from '../../words/words.ts';
import { CoverageGrid } from './CoverageGrid.tsx';
import { weeksOf } from './period.ts';
import { coverageQuery, csvAddress } from './queries.ts';
import styles from './Reports.module.css';
import { SaveAndPrint } from './SaveAndPrint.tsx';
import type { View } from './view.ts';
import { MissedStations } from './MissedStations.tsx';

interface Props {
  centreId: string;
  segmentId: string;
  view: View;
}

/** Did every commune air the segment in this week or month; who did not and why; and the weeks before, or those of the month. */
export function CoverageReport({ centreId, segmentId, view }: Props) {
  const { t } = useWords('reports');
  const { span, from, until } = view.period;
  const shown = { centreId, ...weeksOf(view.period) };
  const { data, error, isPending, refetch } = useQuery({
    ...coverageQuery(shown, segmentId, 'week'),
    placeholderData: keepPreviousData,
  });
  const month = useQuery({
    ...coverageQuery({ centreId, from, until }, segmentId, 'month'),
    enabled: span === 'month',
  });
  if (isPending) return <Waiting />;
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (month.error) return <Failure error={month.error} onRetry={() => void month.refetch()} />;
  const covered = (span === 'month' ? month.data : data)?.periods.find((period) => period.from === from);
  const isEmpty = !data?.periods.some(
    ({ airedAt, notAiredAt }) => [...airedAt, ...notAiredAt.filter(({ why }) => why !== 'nothing-planned')].length > 0,
  );
  if (isEmpty) return <Empty why={t('nothing')} />;
  return (
    <Stack>
      {covered && (
        <Stack gap="xs">
          <Text className={styles.line ?? ''}>{covered.line}</Text>
          <Group gap="lg">
            <Text>{t('coverage.byDevice', { count: covered.byDevice })}</Text>
            <Text>{t('coverage.byOperator', { count: covered.byOperator })}</Text>
          </Group>
          <MissedStations stations={covered.notAiredAt} span={span} />
        </Stack>
      )}
      <SaveAndPrint csv={csvAddress('coverage', { ...shown, segmentId, per: span })} />
      <CoverageGrid weeks={data?.periods ?? []} centreId={centreId} segmentId={segmentId} endFirst={span === 'week'} />
      {span === 'month' && <Text c="dimmed">{t('coverage.wholeWeeks')}</Text>}
    </Stack>
  );
}
