import { keepPreviousData, useQuery } from '../../api/query.ts';
import { Empty } from '../../parts/Empty.tsx';
import { Failure } from '../../parts/Failure.tsx';
import { Waiting } from '../../parts/Waiting.tsx';
import { Group, Stack, Text } from '../../ui/core.ts';
import { useWords } from '../../words/words.ts';
import { CoverageGrid } from './CoverageGrid.tsx';
import { coverageQuery, csvAddress } from './queries.ts';
import styles from './Reports.module.css';
import { SaveAndPrint } from './SaveAndPrint.tsx';
import { type View, weeksOf } from './view.ts';
import { WhyNot } from './WhyNot.tsx';

interface Props {
  centreId: string;
  segmentId: string;
  view: View;
}

/** Did every commune air the segment this week; who did not and why; and the weeks before. */
export function CoverageReport({ centreId, segmentId, view }: Props) {
  const { t } = useWords('reports');
  const range = { centreId, ...weeksOf(view) };
  const { data, error, isPending, refetch } = useQuery({
    ...coverageQuery(range, segmentId),
    placeholderData: keepPreviousData,
  });
  if (isPending) return <Waiting />;
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  const week = data?.weeks.find(({ monday }) => monday === view.monday);
  const isEmpty = !data?.weeks.some(
    ({ airedAt, notAiredAt }) => [...airedAt, ...notAiredAt.filter(({ why }) => why !== 'nothing-planned')].length > 0,
  );
  if (isEmpty) return <Empty why={t('nothing')} />;
  return (
    <Stack>
      {week && (
        <Stack gap="xs">
          <Text className={styles.line ?? ''}>{week.line}</Text>
          <Group gap="lg">
            <Text>{t('coverage.byDevice', { count: week.byDevice })}</Text>
            <Text>{t('coverage.byOperator', { count: week.byOperator })}</Text>
          </Group>
          <WhyNot stations={week.notAiredAt} />
        </Stack>
      )}
      <SaveAndPrint csv={csvAddress('coverage', { ...range, segmentId })} />
      <CoverageGrid weeks={data?.weeks ?? []} centreId={centreId} segmentId={segmentId} />
    </Stack>
  );
}
