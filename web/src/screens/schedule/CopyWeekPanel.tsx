import { useState } from 'react';
import { useQuery } from '../../api/query.ts';
import { Failure } from '../../parts/Failure.tsx';
import { Button, NativeSelect, Stack, Text } from '../../ui/core.ts';
import { addDays, dayAndMonth, mondayOf } from '../../words/formats.ts';
import { useWords } from '../../words/words.ts';
import { Tried } from '../../parts/schedule/Choices.tsx';
import { isClash } from '../../parts/schedule/clash/clashes.ts';
import { useDoing } from '../../parts/schedule/doing-context.ts';
import { type Operation, tryQuery } from '../../parts/schedule/queries.ts';
import { CopiedItems } from './CopiedItems.tsx';
import type { Places } from './places.ts';
import { useView } from './use-view.ts';

interface Props {
  places: Places;
  /** The week that is looked at. */
  from: string;
  today: string;
}

const WEEKS_AHEAD = 26;
const WEEKS_BACK = 8;

/** Lets another week air what a week airs; afterwards that week is shown. */
export function CopyWeekPanel({ places, from, today }: Props) {
  const { t } = useWords('schedule');
  const { run, isRunning, error } = useDoing();
  const { show } = useView();
  const [week, setWeek] = useState(() => mondayOf(from));
  const [to, setTo] = useState(() => addDays(mondayOf(from) < mondayOf(today) ? mondayOf(today) : mondayOf(from), 7));
  const { centreId, stationIds } = places;
  const owner = centreId === undefined ? { stationId: stationIds[0] ?? '' } : { centreId };
  const operation: Operation = { op: 'copy-week', ...owner, from: week, to };
  const isSame = week === to;
  const tried = useQuery({ ...tryQuery([operation]), enabled: !isSame });
  const weeks = (count: number, first: string) =>
    Array.from({ length: count }, (_, index) => addDays(first, 7 * index)).map((monday) => ({
      value: monday,
      label: weekWords(monday),
    }));
  const thisWeek = mondayOf(today);
  return (
    <Stack
      component="form"
      onSubmit={(event) => {
        event.preventDefault();
        // Also if it clashes: it is there that it does.
        show({ kind: 'week', day: to });
        run([operation], t('done.copied', { week: weekWords(to) }));
      }}
    >
      <NativeSelect
        label={t('copy.from')}
        data-autofocus
        value={week}
        data={weeks(WEEKS_BACK + WEEKS_AHEAD, addDays(thisWeek, -7 * WEEKS_BACK))}
        onChange={({ currentTarget }) => setWeek(currentTarget.value)}
      />
      <NativeSelect
        label={t('copy.to')}
        value={to}
        data={weeks(WEEKS_AHEAD, thisWeek)}
        onChange={({ currentTarget }) => setTo(currentTarget.value)}
      />
      <Text c="dimmed">{t('copy.hint')}</Text>
      <div role="status">
        {isSame ? (
          <Text c="dimmed">{t('copy.same')}</Text>
        ) : (
          <Tried data={tried.data} error={tried.error} how="submit" ends />
        )}
        {!isSame && tried.data && tried.data.entryIds.length > 0 && (
          <CopiedItems operation={operation} tried={tried.data} to={to} places={places} />
        )}
        {error && !isClash(error) && <Failure error={error} />}
      </div>
      <Button type="submit" size="md" loading={isRunning} disabled={isSame}>
        {t('copy.submit')}
      </Button>
    </Stack>
  );
}

/** `30/11–6/12`. */
const weekWords = (monday: string): string => `${dayAndMonth(monday)}–${dayAndMonth(addDays(monday, 6))}`;
