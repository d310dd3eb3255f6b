import { useState } from 'react';
import { useQuery } from '../../api/query.ts';
import { Failure } from '../../parts/Failure.tsx';
import { useNow } from '../../parts/use-now.ts';
import { Waiting } from '../../parts/Waiting.tsx';
import type { StationName } from '../../parts/station-choice.ts';
import { Button, NativeSelect, Text, Title } from '../../ui/core.ts';
import { IconPlus } from '../../ui/icons.ts';
import { Link, useLocation } from '../../ui/routing.ts';
import { dayAt } from '../../words/formats.ts';
import { HERE } from '../../words/here.ts';
import { useWords } from '../../words/words.ts';
import { Back } from './Back.tsx';
import { type ComingNotice, comingNotices } from './coming.ts';
import { ComingRow } from './ComingRow.tsx';
import styles from './Notice.module.css';
import { aheadQuery } from './queries.ts';
import { Unplaced } from './Unplaced.tsx';
import { WithdrawSheet } from './WithdrawSheet.tsx';

interface Props {
  stationId: string;
  stations: readonly StationName[];
  onChoose: (id: string) => void;
}

const EVERY_MS = 30_000;

/** What the commune announces in the coming days, and what has no hour yet. */
export function NoticeList({ stationId, stations, onChoose }: Props) {
  const { t } = useWords('notice');
  const { t: common } = useWords();
  const { search } = useLocation();
  const now = useNow(EVERY_MS);
  const ahead = useQuery(aheadQuery(stationId, dayAt(now, HERE)));
  const [leaving, setLeaving] = useState<ComingNotice>();
  const coming = ahead.data && comingNotices(ahead.data, now);
  return (
    <>
      <Back to="/hom-nay" words={common('screens.today')} />
      <Title order={1} className={styles.title ?? ''}>
        {t('title')}
      </Title>
      {stations.length > 1 && (
        <NativeSelect
          aria-label={t('station')}
          size="lg"
          value={stationId}
          data={stations.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={({ currentTarget }) => onChoose(currentTarget.value)}
        />
      )}
      <Button
        size="lg"
        h={56}
        fullWidth
        className={styles.primary ?? ''}
        leftSection={<IconPlus size={20} aria-hidden />}
        component={Link}
        to={{ pathname: '/thong-bao/moi', search }}
      >
        {t('new')}
      </Button>
      <section aria-labelledby="coming">
        <h2 id="coming" className={styles.head}>
          {t('coming.title')}
        </h2>
        {ahead.error && <Failure error={ahead.error} onRetry={() => void ahead.refetch()} />}
        {!coming && !ahead.error && <Waiting lines={3} />}
        {coming?.length === 0 && <Text>{t('coming.empty')}</Text>}
        {coming?.map((notice) => (
          <ComingRow
            key={`${notice.item.entryId} ${notice.item.onDay} ${notice.item.slot}`}
            notice={notice}
            onWithdraw={() => setLeaving(notice)}
          />
        ))}
      </section>
      {coming && <Unplaced stationId={stationId} coming={coming} />}
      <WithdrawSheet notice={leaving} coming={coming ?? []} onClose={() => setLeaving(undefined)} />
    </>
  );
}
