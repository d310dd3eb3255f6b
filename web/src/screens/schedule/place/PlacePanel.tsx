import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Problem } from '../../../api/problem.ts';
import { useQuery } from '../../../api/query.ts';
import { Failure } from '../../../parts/Failure.tsx';
import { useNow } from '../../../parts/use-now.ts';
import { Button, Stack, Text } from '../../../ui/core.ts';
import { timeAt } from '../../../words/formats.ts';
import { HERE } from '../../../words/here.ts';
import { useWords } from '../../../words/words.ts';
import { Tried } from '../../../parts/schedule/Choices.tsx';
import { isClash } from '../../../parts/schedule/clash/clashes.ts';
import { useDoing } from '../../../parts/schedule/doing-context.ts';
import type { GridStation } from '../grid/grid-model.ts';
import { tryQuery } from '../../../parts/schedule/queries.ts';
import { useLater } from '../../../parts/schedule/use-later.ts';
import type { Places } from '../places.ts';
import { type Draft, emptyDraft, firstDayOf, placeOf, withFirstDay } from './draft.ts';
import { ProgramSelect } from './ProgramSelect.tsx';
import { WhenFields } from './WhenFields.tsx';
import { WhereSelect } from './WhereSelect.tsx';

interface Props {
  places: Places;
  stations: readonly GridStation[];
  today: string;
  /** What is known beforehand, e.g. the time at which somebody tapped. */
  filled: Partial<Draft>;
}

const TYPING_MS = 350;
const EVERY_MINUTE = 60_000;

/** Places an entry: program, stations, times; what it would do is shown while it is filled in. */
export function PlacePanel({ places, stations, today, filled }: Props) {
  const { t } = useWords('schedule');
  const { run, isRunning, error } = useDoing();
  const own = places.centreId === undefined && stations.length === 1 ? [`station:${stations[0]?.id}`] : [];
  const now = useNow(EVERY_MINUTE);
  const [given, setGiven] = useState(() => emptyDraft(today, { where: own, ...filled }));
  const [isDayChosen, setDayChosen] = useState(filled.day !== undefined);
  const draft = isDayChosen ? given : withFirstDay(given, firstDayOf(given.times, today, timeAt(now, HERE)));
  const operation = placeOf(draft, places);
  const asked = useLater(operation, TYPING_MS);
  const tried = useQuery({ ...tryQuery(asked ? [asked] : []), enabled: asked !== undefined });
  const isCurrent = JSON.stringify(asked) === JSON.stringify(operation);
  const refusal = error ?? (isClash(tried.error) || !isCurrent ? null : tried.error);
  const fault = (field: string) => faultOf(refusal, field);
  const isPlaced = fieldsOf(refusal).length > 0;
  const change = (changes: Partial<Draft>) => {
    if (changes.day || changes.weekdays) setDayChosen(true);
    const next = { ...draft, ...changes };
    setGiven(changes.day ? withFirstDay(next, changes.day) : next);
  };
  const form = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (error) form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [error]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (operation) run([operation], t('done.placed'));
  };
  return (
    <Stack ref={form} component="form" onSubmit={submit} gap="md">
      <ProgramSelect
        value={draft.programId}
        centreId={places.centreId}
        fault={fault('programId')}
        onChange={(programId) => change({ programId })}
      />
      <WhereSelect
        places={places}
        stations={stations}
        value={draft.where}
        isFirst={filled.programId !== undefined}
        fault={fault('stationIds')}
        onChange={(where) => change({ where })}
      />
      <WhenFields draft={draft} today={today} isDayChosen={isDayChosen} fault={fault} onChange={change} />
      <div role="status">
        {!operation && <Text c="dimmed">{t('place.incomplete')}</Text>}
        {operation && !refusal && (
          <Tried data={isCurrent ? tried.data : undefined} error={isCurrent ? tried.error : null} how="submit" />
        )}
        {refusal && !isPlaced && <Failure error={refusal} />}
      </div>
      <Button type="submit" size="md" loading={isRunning} disabled={!operation}>
        {t('place.submit')}
      </Button>
    </Stack>
  );
}

/** Problems of the schedule by the field that solves them. */
const FIELDS: Partial<Record<string, string>> = {
  'outside-allowed-hours': 'times',
  'crosses-broadcasting-day': 'times',
  'daypart-full': 'times',
  'entry-overlaps-itself': 'times',
  'no-occurrence': 'startsOn',
  'quiet-day': 'startsOn',
  'program-not-approved': 'programId',
  'program-expired': 'programId',
  'program-of-one-station': 'stationIds',
  'group-without-stations': 'stationIds',
  'station-not-served': 'stationIds',
};

function fieldsOf(error: Error | null): string[] {
  if (!(error instanceof Problem)) return [];
  const known = FIELDS[error.code];
  const faults = ['programId', 'stationIds', 'times', 'startsOn', 'rule', 'until'].filter((field) =>
    faultOf(error, field),
  );
  return known ? [known] : faults;
}

/** What is wrong at a field of the entry. */
function faultOf(error: Error | null, field: string): string | undefined {
  if (!(error instanceof Problem)) return undefined;
  if (FIELDS[error.code] === field) return error.document.detail;
  return error.document.errors?.find(({ pointer }) => pointer.startsWith(`/operations/0/entry/${field}`))?.message;
}
