import { CopyButton } from './CopyButton.tsx';
import { Button, Group, Stack, Text } from '../ui/core.ts';
import { useWords } from '../words/words.ts';
import styles from './Access.module.css';
import './access.vi.ts';

/** Shown this once, until the person says that they are kept. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const { t } = useWords('access');
  return (
    <Stack>
      <Text fw={600}>{t('factor.codesTitle')}</Text>
      <Text>{t('factor.codes')}</Text>
      <ul className={styles.codes}>
        {codes.map((code) => (
          <li key={code} className="digits">
            {code}
          </li>
        ))}
      </ul>
      <Group>
        <Button onClick={onKept}>{t('factor.kept')}</Button>
        <CopyButton text={codes.join('\n')} label={t('factor.copyCodes')} />
      </Group>
    </Stack>
  );
}
