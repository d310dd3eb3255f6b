import { Anchor } from '../../ui/core.ts';
import { Link } from '../../ui/routing.ts';
import { useWords } from '../../words/words.ts';
import type { StationItem } from './queries.ts';
import { sectionsOf } from './sections.ts';
import { ClusterWords, ConnectionWords, LastWords, PlaylistWords, ReadyWords, StoppedMark } from './StationState.tsx';
import styles from './Stations.module.css';

const COLUMNS = ['station', 'connection', 'playlist', 'readyUntil', 'last', 'clusters'] as const;

/** At a desk: a row a station, trouble first. */
export function StationTable({ items }: { items: readonly StationItem[] }) {
  const { t } = useWords('stations');
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <th key={column} scope="col">
              {t(`columns.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      {sectionsOf(items).map(({ name, stations }) => (
        <tbody key={name}>
          <tr>
            <th scope="rowgroup" colSpan={COLUMNS.length} className={styles.section}>
              {t(`sections.${name}`)}, {t('count', { count: stations.length })}
            </th>
          </tr>
          {stations.map((station) => (
            <Row key={station.id} station={station} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

function Row({ station }: { station: StationItem }) {
  return (
    <tr>
      <th scope="row">
        <Anchor component={Link} to={`/dai/${station.id}`} className={styles.name ?? ''}>
          {station.name}
        </Anchor>
        <StoppedMark of={station} />
      </th>
      <td>
        <ConnectionWords of={station} />
      </td>
      <td>
        <PlaylistWords of={station} />
      </td>
      <td>
        <ReadyWords of={station} />
      </td>
      <td>
        <LastWords of={station} />
      </td>
      <td>
        <ClusterWords of={station} />
      </td>
    </tr>
  );
}
