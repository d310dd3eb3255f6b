import { Stack, Text } from '../../ui/core.ts';
import { Link } from '../../ui/routing.ts';
import { useWords } from '../../words/words.ts';
import type { StationItem } from './queries.ts';
import { sectionsOf } from './sections.ts';
import { ConnectionWords, LastWords, StoppedMark, TroubleMark } from './StationState.tsx';
import styles from './Stations.module.css';

/** On a phone: what is wrong, and the last broadcast. */
export function StationCards({ items }: { items: readonly StationItem[] }) {
  const { t } = useWords('stations');
  return (
    <Stack>
      {sectionsOf(items).map(({ name, stations }) => (
        <section key={name} aria-label={t(`sections.${name}`)}>
          <Text fw={600} mb={4}>
            {t(`sections.${name}`)}, {t('count', { count: stations.length })}
          </Text>
          <ul className={styles.cards}>
            {stations.map((station) => (
              <li key={station.id}>
                <Card station={station} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Stack>
  );
}

function Card({ station }: { station: StationItem }) {
  const others = station.troubles.filter((trouble) => trouble !== 'lost' && trouble !== 'no-device');
  return (
    <Link to={`/dai/${station.id}`} className={styles.card}>
      <span className={styles.name}>{station.name}</span>
      <StoppedMark of={station} />
      {!station.closed && <ConnectionWords of={station} />}
      {others.map((trouble) => (
        <TroubleMark key={trouble} of={station} trouble={trouble} />
      ))}
      <span>
        <LastWords of={station} />
      </span>
    </Link>
  );
}
