import type { ReactNode } from 'react';
import type { Schemas } from '../../api/client.ts';
import { Text } from '../../ui/core.ts';
import { useIsDesk } from '../../ui/window-width.ts';
import { Table } from '../../ui/desk.ts';
import { dayWords } from '../../words/formats.ts';
import { codeWord, useWords } from '../../words/words.ts';
import { byStation } from './by-station.ts';
import styles from './Reports.module.css';
import { Sideways } from './Sideways.tsx';
import { WhyNotAired } from './WhyNotAired.tsx';

type Item = Schemas['NotAired'];

interface Props {
  items: readonly Item[];
}

/** What did not air whole at one station, why, and who says so. */
export function NotAiredTable({ items }: Props) {
  return useIsDesk() ? (
    <WithHead>
      <Table.Tbody>
        <Rows items={items} />
      </Table.Tbody>
    </WithHead>
  ) : (
    <List items={items} />
  );
}

/** The same of many stations: each is named once, above its broadcasts. */
export function NotAiredByStation({ items }: Props) {
  const { t } = useWords('reports');
  const isDesk = useIsDesk();
  const stations = byStation(items).map((station) => ({
    ...station,
    count: t('notAired.count', { count: station.items.length }),
  }));
  if (!isDesk)
    return stations.map(({ stationId, name, count, items: ofStation }) => (
      <section key={stationId} aria-labelledby={stationId}>
        <h2 id={stationId} className={styles.stationHead}>
          {name}, {count}
        </h2>
        <List items={ofStation} />
      </section>
    ));
  return (
    <WithHead>
      {stations.map(({ stationId, name, count, items: ofStation }) => (
        <Table.Tbody key={stationId}>
          <Table.Tr className={styles.stationRow ?? ''}>
            <Table.Th scope="rowgroup" colSpan={4}>
              {name}, {count}
            </Table.Th>
          </Table.Tr>
          <Rows items={ofStation} />
        </Table.Tbody>
      ))}
    </WithHead>
  );
}

function WithHead({ children }: { children: ReactNode }) {
  const { t } = useWords('reports');
  return (
    <Sideways label={t('views.notAired')}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('notAired.when')}</Table.Th>
            <Table.Th>{t('notAired.program')}</Table.Th>
            <Table.Th>{t('notAired.result')}</Table.Th>
            <Table.Th>{t('notAired.why')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        {children}
      </Table>
    </Sideways>
  );
}

function Rows({ items }: Props) {
  return items.map((item) => (
    <Table.Tr key={item.broadcastId}>
      <Table.Td className={`digits ${styles.when}`}>
        {item.time} {dayWords(item.day)}
      </Table.Td>
      <Table.Td>{item.title}</Table.Td>
      <Table.Td>
        <Result item={item} />
      </Table.Td>
      <Table.Td>
        <WhyNotAired item={item} />
      </Table.Td>
    </Table.Tr>
  ));
}

/** On a phone nothing may stand beside the edge: the reason is what somebody looks for. */
function List({ items }: Props) {
  return (
    <ul className={styles.list}>
      {items.map((item) => (
        <li key={item.broadcastId}>
          <Text fw={600}>{item.title}</Text>
          <Text className="digits">
            {item.time} {dayWords(item.day)}, <Result item={item} />
          </Text>
          <WhyNotAired item={item} />
        </li>
      ))}
    </ul>
  );
}

/** A device's proof and a person's word beside each other, where they differ. */
function Result({ item: { outcome, said } }: { item: Item }) {
  const { t } = useWords('reports');
  const isProved = outcome === 'aired' || outcome === 'late';
  return isProved && said === 'not-aired' ? t('notAired.denied') : codeWord('BroadcastOutcome', outcome);
}
