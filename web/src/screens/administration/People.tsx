import { useState } from 'react';
import { keepPreviousData, useInfiniteQuery } from '../../api/query.ts';
import { Empty } from '../../parts/Empty.tsx';
import { Failure } from '../../parts/Failure.tsx';
import { Waiting } from '../../parts/Waiting.tsx';
import { Button, Group, Stack, Text } from '../../ui/core.ts';
import { IconPlus } from '../../ui/icons.ts';
import { Link } from '../../ui/routing.ts';
import { dayAt, fullDay } from '../../words/formats.ts';
import { HERE } from '../../words/here.ts';
import { useWords } from '../../words/words.ts';
import { AddPerson } from './AddPerson.tsx';
import styles from './Administration.module.css';
import { PeopleFilters } from './PeopleFilters.tsx';
import { peopleQuery, type Person } from './queries.ts';
import { useGrantWords } from './use-grant-words.ts';
import { usePeopleFilter } from './use-people-filter.ts';

export function People() {
  const { t } = useWords('administration');
  const { t: common } = useWords();
  const [isAdding, setAdding] = useState(false);
  const { filter, isNarrowed } = usePeopleFilter();
  const answer = useInfiniteQuery({ ...peopleQuery(filter), placeholderData: keepPreviousData });
  const people = answer.data?.pages.flatMap(({ items }) => items) ?? [];
  const total = answer.data?.pages[0]?.total;
  return (
    <Stack>
      <Group justify="space-between" align="flex-end">
        <PeopleFilters />
        <Button leftSection={<IconPlus size={20} aria-hidden />} onClick={() => setAdding(true)}>
          {t('people.add')}
        </Button>
      </Group>
      {answer.isError && <Failure error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Waiting />}
      {total !== undefined && people.length > 0 && <Text role="status">{t('people.count', { count: total })}</Text>}
      {answer.data && people.length === 0 && <Empty why={isNarrowed ? t('people.filtered') : t('people.empty')} />}
      {people.length > 0 && (
        <ul className={styles.rows}>
          {people.map((person) => (
            <PersonRow key={person.id} person={person} />
          ))}
        </ul>
      )}
      {answer.hasNextPage && (
        <Button variant="default" loading={answer.isFetchingNextPage} onClick={() => void answer.fetchNextPage()}>
          {common('actions.showMore')}
        </Button>
      )}
      {isAdding && <AddPerson onClose={() => setAdding(false)} />}
    </Stack>
  );
}

function PersonRow({ person }: { person: Person }) {
  const { t } = useWords('administration');
  const words = useGrantWords();
  const grants = person.grants.map((grant) => `${words.role(grant)}, ${words.where(grant)}`);
  return (
    <li>
      <Link to={`/quan-tri/nguoi-dung/${person.id}`} className={`${styles.row} ${styles.link}`}>
        <div>
          <Text fw={600}>{person.name}</Text>
          <Text c="dimmed">{person.login}</Text>
        </div>
        <div>
          {grants.map((grant) => (
            <Text key={grant}>{grant}</Text>
          ))}
          {grants.length === 0 && <Text c="dimmed">{t('people.noGrant')}</Text>}
          {!person.hasPassword && !person.endedAt && <Text c="dimmed">{t('people.waiting')}</Text>}
          {person.endedAt && (
            <Text c="dimmed">{t('people.endedOn', { day: fullDay(dayAt(person.endedAt, HERE)) })}</Text>
          )}
        </div>
      </Link>
    </li>
  );
}
