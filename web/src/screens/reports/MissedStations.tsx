import type { Schemas } from '../../api/client.ts';
import { useQuery } from '../../api/query.ts';
import { StateMark } from '../../parts/StateMark.tsx';
import { Anchor, Text } from '../../ui/core.ts';
import { Link } from '../../ui/routing.ts';
import { codeWord, useWords } from '../../words/words.ts';
import type { Period } from './period.ts';
import { reasonsQuery } from './queries.ts';
import styles from './Reports.module.css';

/** The stations that did not air it in this week or month, first of all: what a leader asks about. */
export function MissedStations({ stations, span }: { stations: Schemas['StationThatDidNot'][]; span: Period['span'] }) {
  const { t } = useWords('reports');
  const reasons = useQuery(reasonsQuery);
  if (stations.length === 0) return <Text>{t(`coverage.all.${span}`)}</Text>;
  return (
    <ul className={styles.whyNot} aria-label={t(`coverage.missedFirst.${span}`)}>
      {stations.map(({ stationId, name, why, reason }) => (
        <li key={stationId}>
          <StateMark shape={why === 'still-to-come' ? 'upcoming' : 'failed'} />
          <Anchor component={Link} to={`/dai/${stationId}`}>
            {name}
          </Anchor>
          <Text component="span" c="dimmed">
            {(reason && reasons.data?.get(reason)) ?? codeWord('WhyNotAired', why)}
          </Text>
        </li>
      ))}
    </ul>
  );
}
