import { useQuery } from '../../../api/query.ts';
import { Failure } from '../../../parts/Failure.tsx';
import { broadcastsQuery } from '../../../parts/programs/queries.ts';
import { Waiting } from '../../../parts/Waiting.tsx';
import { Stack, Text } from '../../../ui/core.ts';
import { dayWords, lengthWords, numberWords } from '../../../words/formats.ts';
import { useWords } from '../../../words/words.ts';

/** What goes off the air: how many broadcasts at how many stations, which minutes, and the first of them. */
export function TakesOff({ id }: { id: string }) {
  const { t } = useWords('library');
  const { data, error, refetch } = useQuery(broadcastsQuery(id));
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting lines={2} />;
  const [first] = data.times;
  if (!first) return <Text>{t('withdraw.nothing')}</Text>;
  return (
    <Stack gap={4}>
      <Text fw={600}>
        {t('withdraw.takesOff', {
          broadcasts: numberWords(data.broadcasts),
          stations: numberWords(data.stations),
          length: lengthWords(data.seconds),
        })}
      </Text>
      <Text className="digits">{t('withdraw.first', { when: localMoment(first.localTime) })}</Text>
      <TimesTakenOff id={id} />
    </Stack>
  );
}

/** The minutes of the day that fall silent. */
export function TimesTakenOff({ id }: { id: string }) {
  const { t } = useWords('library');
  const times = useQuery(broadcastsQuery(id)).data?.times ?? [];
  const hours = [...new Set(times.map(({ localTime }) => localTime.slice(11)))].toSorted();
  if (hours.length === 0) return null;
  return <Text className="digits">{t('withdraw.atTimes', { times: hours.join(', ') })}</Text>;
}

/** `17:15 thứ Hai 23/11`, of a local time of the service. */
export const localMoment = (localTime: string): string => `${localTime.slice(11)} ${dayWords(localTime.slice(0, 10))}`;

/** Words of the button: with the numbers once they are known. */
export function useTakenOff(id: string): { broadcasts: string; stations: string } | undefined {
  const { data } = useQuery(broadcastsQuery(id));
  if (!data || data.broadcasts === 0) return undefined;
  return { broadcasts: numberWords(data.broadcasts), stations: numberWords(data.stations) };
}
