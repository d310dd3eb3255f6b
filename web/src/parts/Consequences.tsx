import type { Schemas } from '../api/client.ts';
import { Stack, Text } from '../ui/core.ts';
import { dayWords, numberWords } from '../words/formats.ts';
import { useWords } from '../words/words.ts';

type ConsequencesView = Schemas['Consequences'];
type Totals = ConsequencesView['totals'];

/** How many broadcasts are not on the air any more. */
export const takenOff = ({ gone = 0, gap = 0, displaced = 0 }: Totals): number => gone + gap + displaced;
const added = ({ returned = 0, ...totals }: Totals): number => returned + (totals.new ?? 0);

/** What a change does to the schedule, as numbers; null: it is too large to be told beforehand. */
export function Consequences({ of }: { of: ConsequencesView | null }) {
  const { t } = useWords();
  if (!of) return <Text>{t('consequences.later')}</Text>;
  const { moved = 0, replaced = 0 } = of.totals;
  const lines = [
    { count: takenOff(of.totals), key: 'consequences.takenOff' },
    { count: added(of.totals), key: 'consequences.added' },
    { count: moved, key: 'consequences.moved' },
    { count: replaced, key: 'consequences.changed' },
  ] as const;
  const told = lines.filter(({ count }) => count > 0);
  if (told.length === 0) return <Text>{t('consequences.none')}</Text>;
  const [first] = of.broadcasts;
  const at = t('consequences.at', { count: of.stations });
  return (
    <Stack gap={4}>
      {told.map(({ key, count }) => (
        <Text key={key} fw={600}>
          {t(key, { n: numberWords(count) })} {at}
        </Text>
      ))}
      {first && (
        <Text c="dimmed">
          {t('consequences.first', {
            time: `${first.localTime.slice(11)} ${dayWords(first.localTime.slice(0, 10))}`,
            title: first.title,
            station: first.stationName,
          })}
        </Text>
      )}
    </Stack>
  );
}
