import { keepPreviousData, useInfiniteQuery } from '../../api/query.ts';
import { Empty } from '../../parts/Empty.tsx';
import { DayField } from '../../parts/DayField.tsx';
import { Failure } from '../../parts/Failure.tsx';
import { SearchField } from '../../parts/SearchField.tsx';
import { useAddress } from '../../parts/use-address.ts';
import { Waiting } from '../../parts/Waiting.tsx';
import { Button, Group, NativeSelect, Stack } from '../../ui/core.ts';
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
  const { asked, filter, change } = useAuditFilter();
  const answer = useInfiniteQuery({ ...auditQuery(filter), placeholderData: keepPreviousData });
  const entries = answer.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Stack>
      <Group align="flex-end">
        <SearchField
          label={t('audit.search')}
          placeholder={t('audit.searchHint')}
          value={asked.search}
          onChange={(search) => change({ search })}
        />
        <DayField label={t('audit.from')} value={asked.from} onChange={(from) => change({ from })} />
        <DayField label={t('audit.until')} value={asked.until} onChange={(until) => change({ until })} />
        <NativeSelect
          label={t('audit.did')}
          value={asked.did}
          onChange={(event) => change({ did: event.currentTarget.value })}
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
  const [asked, change] = useAddress({ search: 'tim', from: 'tu', until: 'den', did: 'viec' }, { replace: true });
  const { search, from, until, did } = asked;
  const filter: AuditFilter = {
    ...(search && { search }),
    ...(did && { did }),
    ...(from && { from: new Date(`${from}T00:00`).toISOString() }),
    ...(until && { until: new Date(`${addDays(until, 1)}T00:00`).toISOString() }),
  };
  return { asked, filter, change };
}
