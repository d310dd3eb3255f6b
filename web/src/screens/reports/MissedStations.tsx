import type { Schemas } from '../../api/client.ts';
import { StateMark } from '../../parts/StateMark.tsx';
import { Anchor, Text } from '../../ui/core.ts';
import { Link } from '../../ui/routing.ts';
import { codeWord, useWords } from '../../words/words.ts';
import type { Period } from './period.ts';
import styles from './Reports.module.css';
import { useReasonWords } from './use-reason-words.ts';

/** The stations that did not air it in this week or month, first of all: what a leader asks about. */
export function MissedStations({ stations, span }: { stations: Schemas['StationThatDidNot'][]; span: Period['span'] }) {
  const { t } = useWords('reports');
  const reasonWords = useReasonWords();
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
            {reasonWords(reason) ?? codeWord('WhyNotAired', why)}
          </Text>
        </li>
      ))}
    </ul>
  );
}
