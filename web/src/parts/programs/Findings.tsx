import type { ReactNode } from 'react';
import { Button, Group, Text } from '../../ui/core.ts';
import { IconPlayerPlay } from '../../ui/icons.ts';
import { useWords } from '../../words/words.ts';
import { placeOf, useFindingWords } from './finding-words.ts';
import styles from './Findings.module.css';
import type { Finding } from './queries.ts';
import type { Mark } from './Wave.tsx';

interface Props {
  findings: readonly Finding[];
  seconds: number;
  onListen: (from: number) => void;
  /** What can be done about one of them besides listening. */
  renderAction?: (finding: Finding) => ReactNode;
}

/** What was found in the audio, with the numbers of its marks in the picture. */
export function Findings({ findings, seconds, onListen, renderAction }: Props) {
  const { t } = useWords('programs');
  const words = useFindingWords();
  return (
    <ol className={styles.findings}>
      {findings.map((finding, index) => {
        const place = placeOf(finding, seconds);
        return (
          // Findings have no id, and never change their order.
          <li key={index} className={styles.finding}>
            <span className={styles.number}>{index + 1}</span>
            <Text className={styles.words ?? ''}>{words(finding)}</Text>
            <Group gap="xs">
              {place && (
                <Button
                  variant="default"
                  leftSection={<IconPlayerPlay size={16} aria-hidden />}
                  onClick={() => onListen(Math.max(0, place.from - 1))}
                >
                  {t('player.listenHere')}
                </Button>
              )}
              {renderAction?.(finding)}
            </Group>
          </li>
        );
      })}
    </ol>
  );
}

/** Those that have a place, numbered as in the list. */
export const marksOf = (findings: readonly Finding[], seconds: number): Mark[] =>
  findings.flatMap((finding, index) => {
    const place = placeOf(finding, seconds);
    return place ? [{ number: index + 1, ...place }] : [];
  });
