import { keepPreviousData, useInfiniteQuery } from '../../api/query.ts';
import { Empty } from '../../parts/Empty.tsx';
import { DayField } from '../../parts/DayField.tsx';
import { Failure } from '../../parts/Failure.tsx';
import { SearchField } from '../../parts/SearchField.tsx';
import { Waiting } from '../../parts/Waiting.tsx';
import { Button, Group, NativeSelect, Stack } from '../../ui/core.ts';
import { useSearchParams } from '../../ui/routing.ts';
import { addDays, capital } from '../../words/formats.ts';
import { useWords } from '../../words/words.ts';
import styles from './Administration.module.css';
import { DEEDS } from './audit-words.vi.ts';
import { AuditLine } from './AuditLine.tsx';
import { type AuditFilter, auditQuery } from './queries.ts';

const DEED_CHOICES = Object.entries(DEEDS)
  .map(([value, words]) => ({ value, label: capital(words) }))
  .toSorted((a, b) => a.label.localeCompare(b.label, 'vi'));

/** `/quan-tri/nhat-ky`: who did what, newest first, in sentences. */
export function AuditTrail() {
  const { t } = useWords('administration');
  const { t: common } = useWords();
  const { search, from, until, did, set, filter } = useAuditFilter();
  const answer = useInfiniteQuery({ ...auditQuery(filter), placeholderData: keepPreviousData });
  const entries = answer.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Stack>
      <Group align="flex-end">
        <SearchField
          label={t('audit.search')}
          placeholder={t('audit.searchHint')}
          value={search}
          onChange={(value) => set('tim', value)}
        />
        <DayField label={t('audit.from')} value={from} onChange={(day) => set('tu', day)} />
        <DayField label={t('audit.until')} value={until} onChange={(day) => set('den', day)} />
        <NativeSelect
          label={t('audit.did')}
          value={did}
          onChange={(event) => set('viec', event.currentTarget.value)}
          data={[{ value: '', label: t('audit.everything') }, ...DEED_CHOICES]}
        />
      </Group>
      {answer.isError && <Failure error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Waiting />}
      {answer.data && entries.length === 0 && <Empty why={t('audit.empty')} />}
      {entries.length > 0 && (
        <ul className={styles.rows}>
          {entries.map((entry) => (
            <AuditLine key={entry.id} entry={entry} />
          ))}
        </ul>
      )}
      {answer.hasNextPage && (
        <Button variant="default" loading={answer.isFetchingNextPage} onClick={() => void answer.fetchNextPage()}>
          {common('actions.showMore')}
        </Button>
      )}
    </Stack>
  );
}

/** In the address; days are of this machine, the last one included. */
function useAuditFilter() {
  const [query, setQuery] = useSearchParams();
  const [search, from, until, did] = ['tim', 'tu', 'den', 'viec'].map((name) => query.get(name) ?? '');
  const set = (name: 'tim' | 'tu' | 'den' | 'viec', value: string) =>
    setQuery(
      (before) => {
        if (value === '') before.delete(name);
        else before.set(name, value);
        return before;
      },
      { replace: true },
    );
  const filter: AuditFilter = {
    ...(search ? { search } : {}),
    ...(did ? { did } : {}),
    ...(from ? { from: new Date(`${from}T00:00`).toISOString() } : {}),
    ...(until ? { until: new Date(`${addDays(until, 1)}T00:00`).toISOString() } : {}),
  };
  return { search: search ?? '', from: from ?? '', until: until ?? '', did: did ?? '', set, filter };
}
