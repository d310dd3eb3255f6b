import type { Schemas } from '../../api/client.ts';
import { CODE_WORDS } from '../../generated/code-words.ts';
import { Box, Text } from '../../ui/core.ts';
import { dayWords, numberWords } from '../../words/formats.ts';
import { useWords } from '../../words/words.ts';
import styles from './Approval.module.css';

const NAMED = 5;

/** What approving does to the schedule, as numbers, with the first of what falls out. */
export function Consequences({ of }: { of: Schemas['ScheduleChanges'] }) {
  const { t } = useWords('approval');
  const { planned, changed, lostTotal, lost } = of;
  return (
    <Box>
      <Text fw={600}>{t('consequences.title')}</Text>
      <Text>
        {planned > 0 ? t('consequences.planned', { n: numberWords(planned) }) : t('consequences.none')}{' '}
        {changed > 0 && changed < planned && t('consequences.changed', { n: numberWords(changed) })}
      </Text>
      {lostTotal > 0 && (
        <Box className={styles.notice} mt="xs">
          <Text fw={600}>{t('consequences.lost', { n: numberWords(lostTotal) })}</Text>
          <ul className={styles.list}>
            {lost.slice(0, NAMED).map(({ broadcastId, stationName, localTime, reason }) => (
              <li key={broadcastId}>
                {t('consequences.lostOne', {
                  station: stationName,
                  when: `${localTime.slice(11)} ${dayWords(localTime.slice(0, 10))}`,
                  why: reasonWords(reason),
                })}
              </li>
            ))}
            {lostTotal > NAMED && <li>{t('consequences.lostMore', { n: numberWords(lostTotal - NAMED) })}</li>}
          </ul>
        </Box>
      )}
    </Box>
  );
}

const reasonWords = (reason: string): string => (CODE_WORDS.BroadcastReason as Record<string, string>)[reason] ?? '';
