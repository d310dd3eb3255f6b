import { keepPreviousData, useQuery } from '../../api/query.ts';
import { Empty } from '../../parts/Empty.tsx';
import { Failure } from '../../parts/Failure.tsx';
import { Waiting } from '../../parts/Waiting.tsx';
import { useWords } from '../../words/words.ts';
import { Stack, Text } from '../../ui/core.ts';
import { numberWords } from '../../words/formats.ts';
import { NotAiredByStation } from './NotAiredTable.tsx';
import { csvAddress, notAiredQuery } from './queries.ts';
import { SaveAndPrint } from './SaveAndPrint.tsx';
import type { View } from './view.ts';

interface Props {
  centreId: string;
  segmentId: string;
  view: View;
}

/** The broadcasts of the segment in a week or month that did not air whole, station by station. */
export function NotAiredReport({ centreId, segmentId, view }: Props) {
  const { t } = useWords('reports');
  const { from, until } = view.period;
  const { data, error, isPending, refetch } = useQuery({
    ...notAiredQuery({ centreId, from, until }, { segmentId }),
    placeholderData: keepPreviousData,
  });
  if (isPending) return <Waiting />;
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  return data && data.items.length > 0 ? (
    <Stack>
      <SaveAndPrint csv={csvAddress('not-aired', { centreId, from, until, segmentId })} />
      <NotAiredByStation items={data.items} />
      {data.isCut && <Text>{t('cut.newest', { number: numberWords(data.items.length) })}</Text>}
    </Stack>
  ) : (
    <Empty why={t('notAired.none')} />
  );
}
