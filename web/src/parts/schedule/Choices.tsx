import { useQueries } from '../../api/query.ts';
import { useFailureWords } from '../failure-words.ts';
import { Stack, Text, UnstyledButton } from '../../ui/core.ts';
import { capital, dayAndMonth } from '../../words/formats.ts';
import { useWords } from '../../words/words.ts';
import { clashesOf, isClash } from './clash/clashes.ts';
import { useDoing } from './doing-context.ts';
import { type Consequences, type Operation, tryQuery } from './queries.ts';
import './words.vi.ts';
import styles from './Choices.module.css';

export interface Choice {
  key: string;
  label: string;
  operations: readonly Operation[];
}

interface Props {
  options: readonly Choice[];
  disabled?: boolean;
  onChoose: (choice: Choice) => void;
}

/** Things that can be done, each one tap, with what it would do in numbers: the service tries each of them first. */
export function Choices({ options, disabled = false, onChoose }: Props) {
  const tries = useQueries({ queries: options.map(({ operations }) => tryQuery(operations)) });
  return (
    <Stack gap="xs">
      {options.map((option, index) => (
        <UnstyledButton
          key={option.key}
          data-choice
          className={styles.choice ?? ''}
          disabled={disabled}
          onClick={() => onChoose(option)}
        >
          <Text component="span" fw={600} display="block">
            {option.label}
          </Text>
          <Tried data={tries[index]?.data} error={tries[index]?.error ?? null} />
        </UnstyledButton>
      ))}
    </Stack>
  );
}

interface TriedProps {
  /** Without `plannedUntil` its numbers are all. */
  data: { consequences: Consequences; plannedUntil?: string; continues?: boolean } | undefined;
  error: Error | null;
  /** How one comes to the ways out of a clash. */
  how?: 'tap' | 'submit';
  /** It ends by itself, later than is planned: a week that is copied. */
  ends?: boolean;
}

/** What a dry run says, in one line. */
export function Tried({ data, error, how = 'tap', ends = false }: TriedProps) {
  const { t } = useWords('scheduling');
  const { wordsOf } = useDoing();
  const failure = useFailureWords();
  if (isClash(error)) {
    const { total, unseen, stations } = clashesOf(error);
    return (
      <Text component="span" className={styles.refused ?? ''}>
        {t('try.clash', { count: Math.max(total, unseen), stations: stations.length })} {t(`try.${how}`)}
      </Text>
    );
  }
  if (error) {
    return (
      <Text component="span" className={styles.refused ?? ''}>
        {failure(error)}
      </Text>
    );
  }
  return (
    <Text component="span" c="dimmed" display="block">
      {data ? capital(wordsOf(data.consequences)) : t('try.running')}
      {data?.continues &&
        data.plannedUntil &&
        ` ${t(ends ? 'try.untilOnly' : 'try.until', { day: dayAndMonth(data.plannedUntil) })}`}
    </Text>
  );
}
