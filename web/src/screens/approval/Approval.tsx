import { useQuery } from '../../api/query.ts';
import { Empty } from '../../parts/Empty.tsx';
import { Failure } from '../../parts/Failure.tsx';
import { Waiting } from '../../parts/Waiting.tsx';
import { Box, Stack, Text, Title } from '../../ui/core.ts';
import { useIsWide } from '../../ui/window-width.ts';
import { Route, Routes, useParams } from '../../ui/routing.ts';
import { useWords } from '../../words/words.ts';
import styles from './Approval.module.css';
import { Decided } from './Decided.tsx';
import { queueQuery } from './queries.ts';
import { Queue } from './Queue.tsx';
import { ReviewPage } from './ReviewPage.tsx';
import './words.vi.ts';

/** `/duyet`: what waits for approval, the soonest to air first; `/duyet/:id`: one to listen to and decide about. */
export default function Approval() {
  return (
    <Routes>
      <Route index element={<Desk />} />
      <Route path=":id" element={<Desk />} />
    </Routes>
  );
}

function Desk() {
  const isWide = useIsWide();
  const { id } = useParams();
  const queue = useQuery(queueQuery);
  const first = queue.data?.items[0]?.id;
  const shownId = id ?? (isWide ? first : undefined);
  if (!isWide) return shownId ? <ReviewPage key={shownId} id={shownId} hasBack /> : <QueuePage />;
  if (queue.data?.items.length === 0 && !id) return <QueuePage />;
  return (
    <Box className={styles.desk}>
      <QueuePage shownId={shownId} />
      <Box className={styles.review}>{shownId && <ReviewPage key={shownId} id={shownId} />}</Box>
    </Box>
  );
}

function QueuePage({ shownId }: { shownId?: string | undefined }) {
  const { t } = useWords('approval');
  const { data, error, refetch } = useQuery(queueQuery);
  return (
    <Stack gap="sm">
      <Title order={1}>{t('title')}</Title>
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Waiting />}
      {data?.items.length === 0 && <Empty why={t('empty')} />}
      {data && data.items.length > 0 && (
        <>
          <Text c="dimmed">{t('waiting', { n: data.total ?? data.items.length })}</Text>
          <Queue programs={data.items} shownId={shownId} />
        </>
      )}
      {data && <Decided />}
    </Stack>
  );
}
