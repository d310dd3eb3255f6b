import { useQuery } from '../../api/query.ts';
import { shortStation } from '../../parts/short-station.ts';
import type { Made, Operation } from '../../parts/schedule/queries.ts';
import { Text } from '../../ui/core.ts';
import { addDays, capital, dayWords } from '../../words/formats.ts';
import { codeWord, useWords } from '../../words/words.ts';
import { type CopiedLine, linesOfDifferences, linesOfMade } from './copied-lines.ts';
import type { Places } from './places.ts';
import { gridQuery, proposedQuery } from './queries.ts';
import styles from './Schedule.module.css';

interface Props {
  operation: Operation;
  tried: Made;
  /** The Monday of the week into which it is copied. */
  to: string;
  places: Places;
}

const MOST_LINES = 12;

/** What a copy places in its week: at all stations as far as days are planned, else as it is at one of them. */
export function CopiedItems({ operation, tried, to, places }: Props) {
  const { t } = useWords('schedule');
  const until = addDays(to, 6);
  const isLater = until > tried.plannedUntil;
  const { data: grid } = useQuery({ ...gridQuery(places, to, until), enabled: isLater });
  const station = grid?.stations[0];
  const proposed = useQuery({
    ...proposedQuery([operation], station?.id ?? '', to),
    enabled: isLater && station !== undefined,
  });
  const differences = proposed.data ? linesOfDifferences(proposed.data) : [];
  const lines = isLater ? differences : linesOfMade(tried.consequences.broadcasts);
  if (lines.length === 0) return null;
  return (
    <>
      {isLater && station && (
        <Text>{t('copy.later', { station: shortStation(station.name), count: tried.entryIds.length })}</Text>
      )}
      <ul className={styles.plain ?? ''}>
        {lines.slice(0, MOST_LINES).map((line) => (
          <Text component="li" key={`${line.kind} ${line.at} ${line.title}`} fz="sm">
            {lineWords(line)}
            {line.stations > 1 && ` (${t('copy.stations', { count: line.stations })})`}
          </Text>
        ))}
      </ul>
      {lines.length > MOST_LINES && <Text c="dimmed">{t('copy.more')}</Text>}
    </>
  );
}

const lineWords = ({ kind, at, title }: CopiedLine): string =>
  `${capital(codeWord('ChangeKind', kind))}: ${at.slice(11)} ${dayWords(at.slice(0, 10))}, ${title}`;
