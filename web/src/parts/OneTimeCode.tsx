import { Group, Stack, Text } from '../ui/core.ts';
import { momentWords } from '../words/formats.ts';
import { useWords } from '../words/words.ts';
import { CopyButton } from './CopyButton.tsx';
import styles from './OneTimeCode.module.css';

interface Props {
  code: string;
  /** ISO instant. */
  expiresAt: string;
  timeZone: string;
}

/** Longer codes do not fit on a phone in the large letters. */
const SHORT = 12;

/** A code that is shown this once: large enough to be read out, with until when it works. */
export function OneTimeCode({ code, expiresAt, timeZone }: Props) {
  const { t } = useWords();
  return (
    <Stack gap="sm">
      <div className={code.length <= SHORT ? styles.code : `${styles.code} ${styles.long}`} data-testid="one-time-code">
        <span className="digits">{code}</span>
      </div>
      <Group justify="space-between">
        <Text>{t('oneTimeCode.once', { until: momentWords(expiresAt, timeZone) })}</Text>
        <CopyButton text={code} />
      </Group>
      <Text c="dimmed">{t('oneTimeCode.shownOnce')}</Text>
    </Stack>
  );
}
