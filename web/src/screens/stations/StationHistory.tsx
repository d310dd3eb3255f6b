import type { ReactNode } from 'react';
import { useQuery } from '../../api/query.ts';
import { Failure } from '../../parts/Failure.tsx';
import { Anchor, Stack, Text, Title } from '../../ui/core.ts';
import { Link } from '../../ui/routing.ts';
import { addDays, fullDay } from '../../words/formats.ts';
import { useWords } from '../../words/words.ts';
import { type StationDetail, unitStationsQuery } from './queries.ts';
import styles from './Stations.module.css';

/** Which centres served the station, and which stations the commune had before; nothing where nothing ever changed. */
export function StationHistory({ station }: { station: StationDetail }) {
  const { t } = useWords('stations');
  const { id, unit, servings } = station;
  const { data, error, refetch } = useQuery(unitStationsQuery(unit.id));
  const others = (data?.items ?? [])
    .filter((other) => other.id !== id)
    .toSorted((one, other) => one.openedOn.localeCompare(other.openedOn));
  const hasMoved = servings.length > 1 || servings.some(({ until }) => until !== null);
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!hasMoved && others.length === 0) return null;
  return (
    <section className={styles.sheet} aria-labelledby="station-history">
      <Stack gap="sm">
        <Title order={2} size="h4" id="station-history">
          {t('history.title')}
        </Title>
        {hasMoved && (
          <History name={t('history.centres')}>
            {servings.map(({ id: centreId, name, from, until }) => (
              <li key={`${centreId} ${from}`}>
                {name}, <Days from={from} until={until} />
              </li>
            ))}
          </History>
        )}
        {others.length > 0 && (
          <History name={t('history.stations', { unit: unit.name })}>
            {others.map((other) => (
              <li key={other.id}>
                <Anchor component={Link} to={`/dai/${other.id}`}>
                  {other.name}
                </Anchor>
                , <Days from={other.openedOn} until={other.closedOn} />
              </li>
            ))}
          </History>
        )}
      </Stack>
    </section>
  );
}

const History = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <Text fw={600}>{name}</Text>
    <ul className={styles.history}>{children}</ul>
  </div>
);

/** @param until the first day without it */
function Days({ from, until }: { from: string; until: string | null }) {
  const { t } = useWords('stations');
  const days =
    until === null
      ? t('history.since', { from: fullDay(from) })
      : t('history.during', { from: fullDay(from), until: fullDay(addDays(until, -1)) });
  return <span className="digits">{days}</span>;
}
