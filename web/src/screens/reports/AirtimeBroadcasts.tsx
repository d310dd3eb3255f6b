import type { Schemas } from '../../api/client.ts';
import { shortStation } from '../../parts/short-station.ts';
import { Text } from '../../ui/core.ts';
import { useIsDesk } from '../../ui/window-width.ts';
import { Table } from '../../ui/desk.ts';
import { capital, dayWords, minutesAndSeconds } from '../../words/formats.ts';
import { codeWord, useWords } from '../../words/words.ts';
import styles from './Reports.module.css';
import { Sideways } from './Sideways.tsx';

type Item = Schemas['AirtimeBroadcast'];

interface Props {
  items: Item[];
  /** Where several stations are listed. */
  withStation: boolean;
  /** Nothing was left out, so that a sum is true. */
  isAll: boolean;
}

const QUANTITIES = ['planned', 'proved', 'confirmed', 'missed'] as const;

/** Broadcasts with what each adds to the report. */
export function AirtimeBroadcasts(props: Props) {
  const isDesk = useIsDesk();
  return isDesk ? <AsTable {...props} /> : <AsList {...props} />;
}

function AsTable({ items, withStation, isAll }: Props) {
  const { t } = useWords('reports');
  return (
    <Sideways label={t('airtime.broadcasts')}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('notAired.when')}</Table.Th>
            {withStation && <Table.Th>{t('station')}</Table.Th>}
            <Table.Th>{t('notAired.program')}</Table.Th>
            {QUANTITIES.map((quantity) => (
              <Table.Th key={quantity} ta="right">
                {t(`airtime.${quantity}`)}
              </Table.Th>
            ))}
            <Table.Th>{t('notAired.result')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((item) => (
            <Table.Tr key={item.broadcastId}>
              <Table.Td className={`digits ${styles.when}`}>
                {item.time} {dayWords(item.day)}
              </Table.Td>
              {withStation && <Table.Td>{shortStation(item.stationName)}</Table.Td>}
              <Table.Td>{item.title}</Table.Td>
              {QUANTITIES.map((quantity) => (
                <Table.Td key={quantity} ta="right" className="digits">
                  {minutesAndSeconds(item[`${quantity}Seconds`])}
                </Table.Td>
              ))}
              <Table.Td>
                <Result item={item} />
              </Table.Td>
            </Table.Tr>
          ))}
          {isAll && (
            <Table.Tr fw={600}>
              <Table.Td colSpan={withStation ? 3 : 2}>{t('airtime.total')}</Table.Td>
              {QUANTITIES.map((quantity) => (
                <Table.Td key={quantity} ta="right" className="digits">
                  {minutesAndSeconds(items.reduce((sum, item) => sum + item[`${quantity}Seconds`], 0))}
                </Table.Td>
              ))}
              <Table.Td />
            </Table.Tr>
          )}
        </Table.Tbody>
      </Table>
    </Sideways>
  );
}

function AsList({ items, withStation }: Props) {
  const { t } = useWords('reports');
  return (
    <ul className={styles.list} aria-label={t('airtime.broadcasts')}>
      {items.map((item) => (
        <li key={item.broadcastId}>
          <Text fw={600}>{item.title}</Text>
          {withStation && <Text>{shortStation(item.stationName)}</Text>}
          <Text className="digits">
            {item.time} {dayWords(item.day)}, <Result item={item} />
          </Text>
          <Text c="dimmed" className="digits">
            {capital(
              QUANTITIES.map(
                (quantity) =>
                  `${t(`airtime.${quantity}`).toLocaleLowerCase('vi')} ${minutesAndSeconds(item[`${quantity}Seconds`])}`,
              ).join(', '),
            )}
          </Text>
        </li>
      ))}
    </ul>
  );
}

function Result({ item: { outcome, upcomingSeconds } }: { item: Item }) {
  const { t } = useWords('reports');
  if (outcome) return codeWord('BroadcastOutcome', outcome);
  return t(upcomingSeconds > 0 ? 'legend.upcoming' : 'legend.waiting');
}
