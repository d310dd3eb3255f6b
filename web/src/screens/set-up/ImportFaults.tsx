import { Problem } from '../../api/problem.ts';
import { Failure } from '../../parts/Failure.tsx';
import { Stack, Text } from '../../ui/core.ts';
import { useWords } from '../../words/words.ts';
import styles from './SetUp.module.css';

interface LineFault {
  line: number;
  column: string | null;
  message: string;
}

/** More are shown once these are mended. */
const MOST = 20;

/** What is wrong with which line of the file. */
export function ImportFaults({ error, fileName }: { error: unknown; fileName: string }) {
  const { t } = useWords('setUp');
  const lines = linesOf(error);
  if (!lines) return <Failure error={error} />;
  return (
    <Stack gap="xs" role="alert">
      <Text fw={600} c="var(--vang-failed)">
        {t('stations.faults', { count: lines.length, name: fileName })}
      </Text>
      <ul className={styles.faults}>
        {lines.slice(0, MOST).map(({ line, column, message }, index) => (
          <li key={index}>
            <strong>{t('stations.line', { line })}</strong>
            {column && `, ${column}`}: {message}
          </li>
        ))}
        {lines.length > MOST && <li>{t('stations.moreFaults', { count: lines.length - MOST })}</li>}
      </ul>
    </Stack>
  );
}

function linesOf(error: unknown): LineFault[] | undefined {
  if (!(error instanceof Problem) || error.code !== 'import-faulty') return undefined;
  const { lines } = error.document;
  return Array.isArray(lines) ? (lines as LineFault[]) : undefined;
}
