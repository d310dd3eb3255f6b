import { useState } from 'react';
import { useQuery } from '../../../api/query.ts';
import { Failure } from '../../../parts/Failure.tsx';
import { broadcastsQuery, type Program } from '../../../parts/programs/queries.ts';
import { Waiting } from '../../../parts/Waiting.tsx';
import { Box, Button, Text, Title } from '../../../ui/core.ts';
import { lengthWords, numberWords } from '../../../words/formats.ts';
import { useWords } from '../../../words/words.ts';
import styles from './Program.module.css';
import { localMoment } from './TakesOff.tsx';

/** Before [Xem thêm]. */
const SHOWN = 6;
/** More stations are a number. */
const NAMED = 3;

/** Where and when it airs from now on. */
export function Airings({ program: { id } }: { program: Program }) {
  const { t } = useWords('library');
  const [isWhole, setWhole] = useState(false);
  const { data, error, refetch } = useQuery(broadcastsQuery(id));
  const times = data?.times ?? [];
  const shown = isWhole ? times : times.slice(0, SHOWN);
  const figures = data && {
    broadcasts: numberWords(data.broadcasts),
    stations: numberWords(data.stations),
    length: lengthWords(data.seconds),
  };
  return (
    <Box component="section" className={styles.section}>
      <Title order={2} size="h4" mb="sm">
        {t('program.airs')}
      </Title>
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Waiting lines={3} />}
      {figures && <Text mb="xs">{times.length === 0 ? t('program.noAirings') : t('program.airings', figures)}</Text>}
      <ul className={styles.list}>
        {shown.map(({ startsAt, localTime, planned, stations, stationNames }) => (
          <li key={`${startsAt} ${localTime} ${planned}`}>
            <span className="digits">{localMoment(localTime)}</span>,{' '}
            {stations > NAMED ? t('program.atStations', { n: stations }) : stationNames.join(', ')}
            {!planned && `, ${t('program.afterApproval')}`}
          </li>
        ))}
      </ul>
      {times.length > shown.length && (
        <Button variant="default" mt="xs" onClick={() => setWhole(true)}>
          {t('program.moreTimes', { n: times.length - shown.length })}
        </Button>
      )}
    </Box>
  );
}
