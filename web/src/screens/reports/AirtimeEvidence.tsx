import { useQuery } from '../../api/query.ts';
import { Failure } from '../../parts/Failure.tsx';
import { Waiting } from '../../parts/Waiting.tsx';
import { Modal, Stack, Text } from '../../ui/core.ts';
import { numberWords } from '../../words/formats.ts';
import { useWords } from '../../words/words.ts';
import { AirtimeBroadcasts } from './AirtimeBroadcasts.tsx';
import { type Period, periodParts } from './period.ts';
import { airtimeBroadcastsQuery } from './queries.ts';
import styles from './Reports.module.css';
import type { View } from './view.ts';

interface Props {
  /** The row of which somebody asks: a station or a topic. */
  row: { id: string; name: string } | undefined;
  by: View['by'];
  centreId: string;
  period: Period;
  onClose: () => void;
}

/** The broadcasts that make up a row, above the report. */
export function AirtimeEvidence({ row, period, onClose, ...of }: Props) {
  const { t } = useWords('reports');
  const { t: common } = useWords();
  const title = row && t('airtime.of', { name: row.name, period: t(`inPeriod.${period.span}`, periodParts(period)) });
  return (
    <Modal
      opened={row !== undefined}
      onClose={onClose}
      title={title}
      size="72rem"
      closeButtonProps={{ 'aria-label': common('actions.close') }}
    >
      {row && <Broadcasts id={row.id} period={period} {...of} />}
    </Modal>
  );
}

function Broadcasts({ id, by, centreId, period }: Omit<Props, 'row' | 'onClose'> & { id: string }) {
  const { t } = useWords('reports');
  const { from, until } = period;
  const of = by === 'station' ? { stationId: id } : { topic: id };
  const { data, error, refetch } = useQuery(airtimeBroadcastsQuery({ centreId, from, until }, of));
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting lines={3} />;
  return (
    <Stack gap="xs">
      <Text className={styles.unit ?? ''}>{t('airtime.unit')}</Text>
      <AirtimeBroadcasts items={data.items} withStation={by === 'topic'} isAll={!data.isCut} />
      {data.isCut && <Text>{t('cut.first', { number: numberWords(data.items.length) })}</Text>}
    </Stack>
  );
}
