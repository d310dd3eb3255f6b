import { type FormEvent, useState } from 'react';
import { Consequences, takenOff } from '../../parts/Consequences.tsx';
import { Failure } from '../../parts/Failure.tsx';
import sections from '../../parts/Sections.module.css';
import { useNow } from '../../parts/use-now.ts';
import { Button, Group, Stack, Text } from '../../ui/core.ts';
import { IconPlus } from '../../ui/icons.ts';
import { dayAt, numberWords } from '../../words/formats.ts';
import { useWords } from '../../words/words.ts';
import { DaypartLines, MinutesField } from './DaypartLines.tsx';
import { HoursLines } from './HoursLines.tsx';
import { QuietLines } from './QuietLines.tsx';
import { type Draft, draftOf, inForce, type RuleOwner, type RulesView, rulesWith } from './rules.ts';
import { useRules } from './use-rules.ts';
import { WeekBars } from './WeekBars.tsx';

interface Props {
  owner: RuleOwner;
  timeZone: string;
  rules: RulesView;
  /** What the form begins with while there are no rules in force. */
  first?: Draft | undefined;
  onCancel?: () => void;
}

const MINUTE_MS = 60_000;
const NOTHING = draftOf(undefined);
const isNothing = (draft: Draft): boolean => JSON.stringify(draft) === JSON.stringify(NOTHING);
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

/** The rules in force today, changed, tried, then saved. */
export function RulesForm({ owner, timeZone, rules, first, onCancel }: Props) {
  const { t } = useWords('administration');
  const { t: common } = useWords();
  const today = dayAt(useNow(MINUTE_MS), timeZone);
  const index = inForce(rules.periods, today);
  const [draft, setDraft] = useState(() => (index < 0 && first ? first : draftOf(rules.periods[index])));
  const { tried, save } = useRules({ owner, rules });
  const change = (next: Partial<Draft>) => {
    tried.reset();
    save.reset();
    setDraft({ ...draft, ...next });
  };
  const isUntouched = JSON.stringify(draft) === JSON.stringify(draftOf(rules.periods[index]));
  const error = save.error ?? tried.error;
  const saveWords = (count: number) =>
    count > 0 ? t('hours.saveTaking', { n: numberWords(count) }) : common('actions.save');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    (tried.data ? save : tried).mutate(rulesWith(rules, index, draft));
  };
  const takeBack = () => {
    change(NOTHING);
    tried.mutate(rulesWith(rules, index, NOTHING));
  };
  return (
    <Stack component="form" onSubmit={submit} className={sections.section ?? ''}>
      {rules.periods.length > 1 && <Text c="dimmed">{t('hours.several')}</Text>}
      {rules.kind === 'hours' && draft.windows.length === 0 && owner.kind === 'centre' && (
        <Text>{t('hours.ofService')}</Text>
      )}
      {index >= 0 && isNothing(draft) && owner.kind === 'station' && <Text>{t('hours.takenBack')}</Text>}
      <Bars kind={rules.kind} draft={draft} />
      <Lines kind={rules.kind} draft={draft} onChange={change} error={error} />
      <Group>
        <Button
          variant="default"
          leftSection={<IconPlus size={20} aria-hidden />}
          onClick={() => change(withOneMore(rules.kind, draft, today))}
        >
          {t(`hours.add.${rules.kind}`)}
        </Button>
      </Group>
      {tried.data && <Consequences of={tried.data.consequences} />}
      {error && <Failure error={error} />}
      <Group justify="flex-end">
        {onCancel && (
          <Button variant="default" onClick={onCancel}>
            {common('actions.cancel')}
          </Button>
        )}
        {owner.kind === 'station' && index >= 0 && !isNothing(draft) && (
          <Button variant="default" onClick={takeBack}>
            {t('hours.takeBack')}
          </Button>
        )}
        <Button type="submit" loading={tried.isPending || save.isPending} disabled={isUntouched}>
          {tried.data ? saveWords(takenOff(tried.data.consequences.totals)) : t('hours.preview')}
        </Button>
      </Group>
    </Stack>
  );
}

function Bars({ kind, draft }: { kind: RulesView['kind']; draft: Draft }) {
  const windows = kind === 'hours' ? draft.windows : kind === 'dayparts' ? draft.dayparts : [];
  return windows.length > 0 ? <WeekBars windows={windows} /> : null;
}

interface LinesProps {
  kind: RulesView['kind'];
  draft: Draft;
  onChange: (change: Partial<Draft>) => void;
  error: unknown;
}

function Lines({ kind, draft, onChange, error }: LinesProps) {
  const { t } = useWords('administration');
  if (kind === 'hours') {
    return <HoursLines value={draft.windows} onChange={(windows) => onChange({ windows })} error={error} />;
  }
  if (kind === 'quiet') return <QuietLines value={draft.days} onChange={(days) => onChange({ days })} error={error} />;
  return (
    <>
      <MinutesField
        label={t('hours.minutesPerDay')}
        value={draft.minutesPerDay}
        onChange={(minutesPerDay) => onChange({ minutesPerDay })}
      />
      <DaypartLines value={draft.dayparts} onChange={(dayparts) => onChange({ dayparts })} error={error} />
    </>
  );
}

function withOneMore(kind: RulesView['kind'], draft: Draft, today: string): Partial<Draft> {
  if (kind === 'hours') return { windows: [...draft.windows, { days: EVERY_DAY, from: '05:00', to: '06:00' }] };
  if (kind === 'quiet') return { days: [...draft.days, { name: '', from: today, until: today, windows: [] }] };
  return { dayparts: [...draft.dayparts, { name: '', days: EVERY_DAY, from: '05:00', to: '06:00', minutes: null }] };
}
