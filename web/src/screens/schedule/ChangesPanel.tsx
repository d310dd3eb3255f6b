import { HERE } from '../../words/here.ts';
import { useState } from 'react';
import { useQuery } from '../../api/query.ts';
import { Empty } from '../../parts/Empty.tsx';
import { Failure } from '../../parts/Failure.tsx';
import { useNow } from '../../parts/use-now.ts';
import { Waiting } from '../../parts/Waiting.tsx';
import { Button, Group, Stack, Text } from '../../ui/core.ts';
import { agoWords, capital, dayAndMonth, dayWords } from '../../words/formats.ts';
import { codeWord, useWords } from '../../words/words.ts';
import styles from './Schedule.module.css';
import { useDoing } from '../../parts/schedule/doing-context.ts';
import { useImpactWords } from '../../parts/schedule/impact-words.ts';
import { changeQuery, changesQuery } from './queries.ts';
import { useRhythmWords } from './item/rule-words.ts';
import { shortStation } from '../../parts/short-station.ts';
import type { Places } from './places.ts';

type Change = NonNullable<ReturnType<typeof useChanges>['data']>['items'][number];
const useChanges = (places: Places) => useQuery(changesQuery(places));
const EVERY_MINUTE = 60_000;

/** What was done to the schedule, newest first: by whom, when, what it did, and the way back. */
export function ChangesPanel({ places, mayWrite }: { places: Places; mayWrite: boolean }) {
  const { t } = useWords('schedule');
  const { error } = useDoing();
  const changes = useChanges(places);
  if (changes.error) return <Failure error={changes.error} onRetry={() => void changes.refetch()} />;
  if (!changes.data) return <Waiting />;
  if (changes.data.items.length === 0) return <Empty why={t('changes.empty')} />;
  return (
    <Stack gap={0} component="ul" className={styles.plain ?? ''}>
      {error && <Failure error={error} />}
      {changes.data.items.map((change) => (
        <Line key={change.id} change={change} mayWrite={mayWrite} />
      ))}
    </Stack>
  );
}

function Line({ change, mayWrite }: { change: Change; mayWrite: boolean }) {
  const { t } = useWords('schedule');
  const now = useNow(EVERY_MINUTE);
  const { undo, isRunning } = useDoing();
  const [isOpen, setOpen] = useState(false);
  const { about } = change;
  const kinds = [...new Set(change.operations)].map((kind) => codeWord('OperationKind', kind)).join(', ');
  const canUndo = mayWrite && change.undoneBy === null && change.state === 'applied';
  return (
    <li className={styles.change}>
      <Text fw={600}>{capital([kinds, about.titles.join('; ')].filter(Boolean).join(': '))}</Text>
      <About about={about} />
      <Text c="dimmed">
        {change.by.name}, {agoWords(change.at, now, HERE)}
        {change.undoneBy !== null && `. ${t('changes.undone')}`}
        {change.state !== 'applied' && `. ${capital(codeWord('ScheduleChangeState', change.state))}`}
      </Text>
      {isOpen && <Details id={change.id} />}
      <Group gap="xs" mt={4}>
        <Button variant="subtle" px="xs" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t('changes.details')}
        </Button>
        {canUndo && (
          <Button variant="default" disabled={isRunning} onClick={() => undo(change.id)}>
            {t('changes.undo')}
          </Button>
        )}
      </Group>
    </li>
  );
}

/** `05:15, 17:15 1/12–7/12, 22 đài`; `05:15 hằng ngày từ 1/12, 22 đài`. */
function About({ about: { times, firstDay, lastDay, repeats, stations, stationName } }: Pick<Change, 'about'>) {
  const { t } = useWords('schedule');
  const rhythm = useRhythmWords();
  if (firstDay === null || lastDay === null) return null;
  const days = firstDay === lastDay ? dayWords(firstDay) : `${dayAndMonth(firstDay)}–${dayAndMonth(lastDay)}`;
  const often = repeats ? uncapital(rhythm(repeats.rule)) : '';
  const onward = repeats?.endless ? t('changes.onward', { day: dayAndMonth(firstDay) }) : days;
  const where = stationName === null ? t('stations', { count: stations }) : shortStation(stationName);
  return (
    <Text>
      <span className="digits">{times.join(', ')}</span> {[often, onward].filter(Boolean).join(' ')}, {where}
    </Text>
  );
}

const uncapital = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1);

const MOST_SHOWN = 8;

function Details({ id }: { id: string }) {
  const { t } = useWords('schedule');
  const { t: scheduling } = useWords('scheduling');
  const impact = useImpactWords();
  const { data, error } = useQuery(changeQuery(id));
  if (error) return <Failure error={error} />;
  if (!data?.consequences) return <Text c="dimmed">{scheduling('try.running')}</Text>;
  const { broadcasts } = data.consequences;
  return (
    <>
      <Text>
        {capital(impact(data.consequences))} {t('changes.until', { day: dayAndMonth(data.plannedUntil) })}
      </Text>
      {broadcasts.slice(0, MOST_SHOWN).map(({ broadcastId, kind, localTime, stationName, title }) => (
        <Text key={`${broadcastId} ${kind}`} fz="sm">
          {capital(codeWord('ChangeKind', kind))}: {localTime.slice(11)} {dayAndMonth(localTime.slice(0, 10))},{' '}
          {shortStation(stationName)}, {title}
        </Text>
      ))}
    </>
  );
}
