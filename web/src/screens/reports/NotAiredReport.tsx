import { keepPreviousData, useQuery } from '../../api/query.ts';
import { Empty } from '../../parts/Empty.tsx';
import { Failure } from '../../parts/Failure.tsx';
import { Waiting } from '../../parts/Waiting.tsx';
import { useWords } from '../../words/words.ts';
import { Stack } from '../../ui/core.ts';
import { NotAiredTable } from './NotAiredTable.tsx';
import { notAiredQuery } from './queries.ts';
import { PrintButton } from './PrintButton.tsx';
import { type View, weekOf } from './view.ts';

interface Props {
  centreId: string;
  segmentId: string;
  view: View;
}

/** The week's broadcasts of the segment that did not air whole, at all stations. */
export function NotAiredReport({ centreId, segmentId, view }: Props) {
  const { t } = useWords('reports');
  const { data, error, isPending, refetch } = useQuery({
    ...notAiredQuery({ centreId, ...weekOf(view) }, { segmentId }),
    placeholderData: keepPreviousData,
  });
  if (isPending) return <Waiting />;
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  return data && data.items.length > 0 ? (
    <Stack>
      <PrintButton />
      <NotAiredTable items={data.items} withStation />
    </Stack>
  ) : (
    <Empty why={t('notAired.none')} />
  );
}
