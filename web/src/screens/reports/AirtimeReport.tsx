import { keepPreviousData, useQuery } from '../../api/query.ts';
import { Empty } from '../../parts/Empty.tsx';
import { Failure } from '../../parts/Failure.tsx';
import { Waiting } from '../../parts/Waiting.tsx';
import { NativeSelect, Stack, Text } from '../../ui/core.ts';
import { Table } from '../../ui/desk.ts';
import { minutesAndSeconds } from '../../words/formats.ts';
import { useWords } from '../../words/words.ts';
import { airtimeQuery, csvAddress } from './queries.ts';
import styles from './Reports.module.css';
import { Sideways } from './Sideways.tsx';
import { SaveAndPrint } from './SaveAndPrint.tsx';
import { type View, weekOf } from './view.ts';

interface Props {
  centreId: string;
  view: View;
  /** The week is not over. */
  isRunning: boolean;
  change: (changes: Partial<View>) => void;
}

const COLUMNS = ['planned', 'proved', 'confirmed', 'missed'] as const;

/** Minutes planned, proved by devices and confirmed by people, which are never added up. */
export function AirtimeReport({ centreId, view, isRunning, change }: Props) {
  const { t } = useWords('reports');
  const range = { centreId, ...weekOf(view) };
  const { data, error, isPending, refetch } = useQuery({
    ...airtimeQuery(range, view.by),
    placeholderData: keepPreviousData,
  });
  if (isPending) return <Waiting />;
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data || data.totals.plannedCount === 0) return <Empty why={t('nothing')} />;
  const rows = [...data.rows, { ...data.totals, id: 'total', name: t('airtime.total') }];
  return (
    <Stack>
      <NativeSelect
        className={styles.noPrint ?? ''}
        label={t('by')}
        value={view.by}
        data={(['station', 'topic'] as const).map((by) => ({ value: by, label: t(by) }))}
        onChange={({ currentTarget }) => change({ by: currentTarget.value as View['by'] })}
        maw={240}
      />
      <SaveAndPrint csv={csvAddress('airtime', { ...range, by: view.by })} />
      <Sideways label={t('views.airtime')}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t(view.by)}</Table.Th>
              {COLUMNS.map((column) => (
                <Table.Th key={column} ta="right">
                  {t(`airtime.${column}`)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={row.id} fw={row.id === 'total' ? 600 : undefined}>
                <Table.Td>{row.name}</Table.Td>
                {COLUMNS.map((column) => (
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
      <Text c="dimmed">{[isRunning && t('airtime.running'), t('airtime.lengths')].filter(Boolean).join(' ')}</Text>
    </Stack>
  );
}
