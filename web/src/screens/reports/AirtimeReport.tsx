import { useState } from 'react';
import type { Schemas } from '../../api/client.ts';
import { keepPreviousData, useQuery } from '../../api/query.ts';
import { Empty } from '../../parts/Empty.tsx';
import { Failure } from '../../parts/Failure.tsx';
import { byStationName } from '../../parts/by-name.ts';
import { shortStation } from '../../parts/short-station.ts';
import { Waiting } from '../../parts/Waiting.tsx';
import { Anchor, NativeSelect, Stack, Text } from '../../ui/core.ts';
import { Table } from '../../ui/desk.ts';
import { minutesAndSeconds } from '../../words/formats.ts';
import { useWords } from '../../words/words.ts';
import { AirtimeEvidence } from './AirtimeEvidence.tsx';
import { airtimeQuery, csvAddress } from './queries.ts';
import styles from './Reports.module.css';
import { Sideways } from './Sideways.tsx';
import { SaveAndPrint } from './SaveAndPrint.tsx';
import type { View } from './view.ts';

interface Props {
  centreId: string;
  view: View;
  change: (changes: Partial<View>) => void;
}

const ALWAYS = ['planned', 'proved', 'confirmed', 'missed'] as const;
const WITH_UPCOMING = [...ALWAYS, 'upcoming'] as const;

const TOTAL = 'total';

/** Minutes planned, proved by devices and confirmed by people, which are never added up; a row opens its broadcasts. */
export function AirtimeReport({ centreId, view, change }: Props) {
  const { t } = useWords('reports');
  const { by, period } = view;
  const range = { centreId, from: period.from, until: period.until };
  const [open, setOpen] = useState<{ id: string; name: string }>();
  const { data, error, isPending, refetch } = useQuery({
    ...airtimeQuery(range, by),
    placeholderData: keepPreviousData,
  });
  if (isPending) return <Waiting />;
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data || data.totals.plannedCount === 0) return <Empty why={t('nothing')} />;
  const rows = [
    ...data.rows.toSorted(by === 'station' ? byStationName : () => 0),
    { ...data.totals, id: TOTAL, name: t('airtime.total') },
  ];
  const columns = data.totals.upcomingCount > 0 ? WITH_UPCOMING : ALWAYS;
  return (
    <Stack>
      <NativeSelect
        className={styles.noPrint ?? ''}
        label={t('by')}
        value={by}
        data={(['station', 'topic'] as const).map((value) => ({ value, label: t(value) }))}
        onChange={({ currentTarget }) => change({ by: currentTarget.value as View['by'] })}
        maw={240}
      />
      <SaveAndPrint csv={csvAddress('airtime', { ...range, by })} />
      <Text className={styles.unit ?? ''}>{t('airtime.unit')}</Text>
      <Sideways label={t('views.airtime')}>
        <Table className={styles.figures ?? ''}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t(by)}</Table.Th>
              {columns.map((column) => (
                <Table.Th key={column} ta="right">
                  {t(`airtime.${column}`)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={row.id} fw={row.id === TOTAL ? 600 : undefined}>
                <Table.Td>
                  {row.id === TOTAL || isEmpty(row) ? (
                    shortStation(row.name)
                  ) : (
                    <Anchor component="button" ta="left" title={row.name} onClick={() => setOpen(row)}>
                      {shortStation(row.name)}
                    </Anchor>
                  )}
                </Table.Td>
                {columns.map((column) => (
                  <Table.Td key={column} ta="right" className="digits">
                    {minutesAndSeconds(row[`${column}Seconds`])}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Sideways>
      <Text c="dimmed">{t('airtime.apart')}</Text>
      <Text c="dimmed">{t(columns === ALWAYS ? 'airtime.adds' : 'airtime.addsRunning')}</Text>
      <Text c="dimmed">{t('airtime.lengths')}</Text>
      <AirtimeEvidence row={open} by={by} centreId={centreId} period={period} onClose={() => setOpen(undefined)} />
    </Stack>
  );
}

/** Nothing was planned and nothing was heard: nothing to open. */
const isEmpty = ({ plannedCount, provedCount, confirmedCount }: Schemas['Airtime']): boolean =>
  plannedCount + provedCount + confirmedCount === 0;
