import { useState } from 'react';
import { keepPreviousData, LIVE_MS, useInfiniteQuery } from '../../api/query.ts';
import { Empty } from '../../parts/Empty.tsx';
import { Failure } from '../../parts/Failure.tsx';
import { Waiting } from '../../parts/Waiting.tsx';
import { useMay } from '../../session/me.tsx';
import { Button, Group, Stack, Text, Title } from '../../ui/core.ts';
import { numberWords } from '../../words/formats.ts';
import { useWords } from '../../words/words.ts';
import { Filters } from './Filters.tsx';
import { ProgramTable } from './ProgramTable.tsx';
import { type Filter, listKey, listPrograms } from './queries.ts';
import { PickFile } from '../../parts/uploads/PickFile.tsx';
import { UploadPanel } from './uploads/UploadPanel.tsx';
import { uploads } from '../../parts/uploads/uploads.ts';
import uploadStyles from './uploads/Uploads.module.css';
import { useDroppedFiles, useUploads } from '../../parts/uploads/use-uploads.ts';
import { isFiltered, useFilter } from './use-filter.ts';

const takeFiles = (files: File[]) => uploads.add(files);

/** What programs there are, how far each is, and files on their way. */
export function LibraryList() {
  const { t } = useWords('library');
  const [mayWrite, mayContribute] = [useMay('programs:write'), useMay('programs:contribute')];
  const mayAdd = mayWrite || mayContribute;
  const items = useUploads();
  const isAbove = useDroppedFiles(mayAdd ? takeFiles : undefined);
  const [filter, change] = useFilter();
  // What is being typed is cleared with it.
  const [timesCleared, setTimesCleared] = useState(0);
  const showAll = () => {
    change(NO_FILTER);
    setTimesCleared(timesCleared + 1);
  };
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Title order={1}>{t('title')}</Title>
        {mayAdd && (
          <PickFile multiple size="md" onFiles={takeFiles}>
            {t('add')}
          </PickFile>
        )}
      </Group>
      <UploadPanel items={items} />
      <Filters key={timesCleared} filter={filter} onChange={change} />
      <Programs filter={filter} onShowAll={showAll} mayAdd={mayAdd} />
      {isAbove && <div className={uploadStyles.drop}>{t('drop')}</div>}
    </Stack>
  );
}

const NO_FILTER: Filter = { search: '', mine: false, topic: '', approval: '', withdrawn: false };

interface ListProps {
  filter: Filter;
  onShowAll: () => void;
  mayAdd: boolean;
}

function Programs({ filter, onShowAll, mayAdd }: ListProps) {
  const { t } = useWords('library');
  const { t: common } = useWords();
  const list = useInfiniteQuery({
    queryKey: listKey(filter),
    queryFn: ({ pageParam }) => listPrograms(filter, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: LIVE_MS,
  });
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const total = list.data?.pages[0]?.total;
  return (
    <Stack gap="sm">
      {list.isError && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Waiting />}
      {list.isSuccess && rows.length === 0 && (
        <Empty why={t(isFiltered(filter) ? 'nothingFound' : mayAdd ? 'empty' : 'emptyReader')}>
          {!isFiltered(filter) && mayAdd && (
            <PickFile multiple variant="default" onFiles={takeFiles}>
              {t('uploads.pickFirst')}
            </PickFile>
          )}
          {isFiltered(filter) && (
            <Button variant="default" onClick={onShowAll}>
              {t('showAll')}
            </Button>
          )}
        </Empty>
      )}
      {rows.length > 0 && <ProgramTable programs={rows} />}
      <Group justify="space-between">
        {total !== null && total !== undefined && rows.length > 0 && (
          <Text c="dimmed">{t('total', { n: numberWords(total) })}</Text>
        )}
        {list.hasNextPage && (
          <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {common('actions.showMore')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
