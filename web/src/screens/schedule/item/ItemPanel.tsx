import { useState } from 'react';
import { Failure } from '../../../parts/Failure.tsx';
import { Waiting } from '../../../parts/Waiting.tsx';
import { Button, Group, Stack, Text } from '../../../ui/core.ts';
import { capital, dayWords, lengthWords } from '../../../words/formats.ts';
import { codeWord, useWords } from '../../../words/words.ts';
import { clockWords } from '../../../parts/schedule/clocks.ts';
import { useDoing } from '../../../parts/schedule/doing-context.ts';
import type { ItemAt } from '../grid/grid-actions.ts';
import type { GridStation } from '../grid/grid-model.ts';
import { reasonWords } from '../item-words.ts';
import { GapHelp } from './GapHelp.tsx';
import type { ItemMode } from './item-mode.ts';
import { MoveForm } from './MoveForm.tsx';
import { ReplaceForm } from './ReplaceForm.tsx';
import { useRuleWords } from './rule-words.ts';
import { useOccurrence } from './use-occurrence.ts';
import { WithdrawForm } from './WithdrawForm.tsx';

interface Props {
  at: ItemAt;
  today: string;
  mode: ItemMode;
  /** Where it was dropped. */
  to?: { day: string; clock: number } | undefined;
  mayWrite: boolean;
}

/** What airs there, and what can be done with it: the one occurrence, or all from its day on. */
export function ItemPanel({ at, today, mode: first, to, mayWrite }: Props) {
  const { t } = useWords('schedule');
  const [mode, setMode] = useState(first);
  const { error: refused } = useDoing();
  const { occurrence, error, others } = useOccurrence(at);
  const { station, stations, day, item } = at;
  // The help for a gap leads to the same forms.
  const isAsked = mode === 'shown' && item.isGap;
  return (
    <Stack gap="md">
      <Stack gap={4}>
        <Text fw={600} fz="lg">
          {item.title}
        </Text>
        <Text>
          <span className="digits">{clockWords(item.clock)}</span> {dayWords(day)}, {lengthWords(item.seconds)}
        </Text>
        <Text>{stations ? stationsWords(stations, t('stations', { count: stations.length })) : station.name}</Text>
        {item.isGap && (
          <Text c="var(--vang-failed)" fw={600}>
            {t('item.gap')}: {reasonWords(item.reason)}
          </Text>
        )}
        {occurrence && <Source occurrence={occurrence} />}
      </Stack>
      {error && <Failure error={error} />}
      {!occurrence && !error && <Waiting lines={4} />}
      {occurrence && mayWrite && day >= today && (
        <>
          {!isAsked && (
            <Group gap="xs">
              {(['move', 'replace', 'withdraw'] as const).map((one) => (
                <Button
                  key={one}
                  variant={mode === one ? 'filled' : 'default'}
                  aria-pressed={mode === one}
                  onClick={() => setMode(one)}
                >
                  {t(`item.${one}`)}
                </Button>
              ))}
            </Group>
          )}
          {isAsked && <GapHelp occurrence={occurrence} others={others} today={today} onMode={setMode} />}
          {mode === 'move' && <MoveForm occurrence={occurrence} today={today} to={to} />}
          {mode === 'replace' && <ReplaceForm occurrence={occurrence} />}
          {mode === 'withdraw' && <WithdrawForm occurrence={occurrence} today={today} />}
          {refused && <Failure error={refused} />}
        </>
      )}
    </Stack>
  );
}

/** `3 đài: Bình Chương, Bình Tân, Bình Trung`. */
const stationsWords = (stations: readonly GridStation[], many: string): string =>
  stations.length === 1 ? (stations[0]?.name ?? '') : `${many}: ${stations.map(({ short }) => short).join(', ')}`;

/** Whose entry it is, how often it airs, and how it comes to be here. */
function Source({
  occurrence: { item, terms },
}: {
  occurrence: NonNullable<ReturnType<typeof useOccurrence>['occurrence']>;
}) {
  const ruleWords = useRuleWords();
  const { placed, exceptions } = item.source;
  const parts = [
    codeWord('ScheduleOwnerKind', item.owner.kind),
    ...(placed ? [codeWord('PlacedHow', placed)] : []),
    ...exceptions.map(({ action }) => codeWord('ExceptionAction', action)),
  ];
  return (
    <Text c="dimmed">
      {terms && `${ruleWords(terms)}. `}
      {capital(parts.join(', '))}.
    </Text>
  );
}
