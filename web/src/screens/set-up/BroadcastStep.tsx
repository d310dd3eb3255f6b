import { Button, Group, Stack, Text } from '../../ui/core.ts';
import { Link } from '../../ui/routing.ts';
import { momentWords } from '../../words/formats.ts';
import { useWords } from '../../words/words.ts';
import type { Progress } from './use-progress.ts';

/** The way to the first broadcast; says so once there is one. */
export function BroadcastStep({ progress: { stations } }: { progress: Progress }) {
  const { t } = useWords('setUp');
  const [first] = stations
    .flatMap((station) => (station.next ? [{ ...station.next, station }] : []))
    .toSorted((a, b) => (a.startsAt < b.startsAt ? -1 : 1));
  return (
    <Stack>
      <Text>{t('broadcast.how')}</Text>
      <Text role="status" fw={600}>
        {first
          ? t('broadcast.first', {
              time: momentWords(first.startsAt, first.station.timeZone),
              title: first.title,
              station: first.station.name,
            })
          : t('broadcast.none')}
      </Text>
      <Group>
        <Button component={Link} to="/lich-phat">
          {t('broadcast.schedule')}
        </Button>
        <Button component={Link} to="/thu-vien" variant="default">
          {t('broadcast.library')}
        </Button>
        <Button component={Link} to="/dai" variant="default">
          {t('broadcast.stations')}
        </Button>
      </Group>
    </Stack>
  );
}
