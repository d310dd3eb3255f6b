import type { Schemas } from '../../api/client.ts';
import { useQuery } from '../../api/query.ts';
import { Text, useMediaQuery } from '../../ui/core.ts';
import { Table } from '../../ui/desk.ts';
import { dayWords } from '../../words/formats.ts';
import { codeWord, useWords } from '../../words/words.ts';
import { reasonsQuery } from './queries.ts';
import { Sideways } from './Sideways.tsx';
import styles from './Reports.module.css';

interface Props {
  items: Schemas['NotAired'][];
  /** Where several stations are listed. */
  withStation?: boolean;
}

/** What did not air whole, why, and who says so. */
export function NotAiredTable(props: Props) {
  const isDesk = useMediaQuery('(min-width: 48em)', true, { getInitialValueInEffect: false });
  return isDesk ? <AsTable {...props} /> : <AsList {...props} />;
}

function AsTable({ items, withStation = false }: Props) {
  const { t } = useWords('reports');
  return (
    <Sideways label={t('views.notAired')}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            {withStation && <Table.Th>{t('station')}</Table.Th>}
            <Table.Th>{t('notAired.when')}</Table.Th>
            <Table.Th>{t('notAired.program')}</Table.Th>
            <Table.Th>{t('notAired.result')}</Table.Th>
            <Table.Th>{t('notAired.why')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((item) => (
            <Table.Tr key={item.broadcastId}>
              {withStation && <Table.Td>{item.stationName}</Table.Td>}
              <Table.Td className="digits">
                {item.time} {dayWords(item.day)}
              </Table.Td>
              <Table.Td>{item.title}</Table.Td>
              <Table.Td>
                <Result item={item} />
              </Table.Td>
              <Table.Td>
                <Why item={item} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Sideways>
  );
}

/** On a phone nothing may stand beside the edge: the reason is what somebody looks for. */
function AsList({ items, withStation = false }: Props) {
  return (
    <ul className={styles.list}>
      {items.map((item) => (
        <li key={item.broadcastId}>
          <Text fw={600}>{withStation ? item.stationName : item.title}</Text>
          {withStation && <Text>{item.title}</Text>}
          <Text className="digits">
            {item.time} {dayWords(item.day)}, <Result item={item} />
          </Text>
          <Why item={item} />
        </li>
      ))}
    </ul>
  );
}

/** A device's proof and a person's word beside each other, where they differ. */
function Result({ item: { outcome, said } }: { item: Schemas['NotAired'] }) {
  const { t } = useWords('reports');
  const isProved = outcome === 'aired' || outcome === 'late';
  return isProved && said === 'not-aired' ? t('notAired.denied') : codeWord('BroadcastOutcome', outcome);
}

function Why({ item: { reason, note, saidBy } }: { item: Schemas['NotAired'] }) {
  const { t } = useWords('reports');
  const reasons = useQuery(reasonsQuery);
  const words = reason ? reasons.data?.get(reason) : undefined;
  return (
    <>
      <Text>{[words ?? t('notAired.noReason'), note].filter(Boolean).join('. ')}</Text>
      {saidBy && (
        <Text c="dimmed" size="sm">
          {t('notAired.saidBy', { name: saidBy })}
        </Text>
      )}
    </>
  );
}
