import { Unreachable } from '../api/problem.ts';
import { Alert, Button, Stack, Text } from '../ui/core.ts';
import { useWords } from '../words/words.ts';
import { useFailureWords } from './failure-words.ts';

interface Props {
  error: unknown;
  onRetry?: () => void;
}

/** What went wrong, in one sentence, and a button to try again. */
export function Failure({ error, onRetry }: Props) {
  const { t } = useWords();
  const wordsOf = useFailureWords();
  const isOffline = onRetry && error instanceof Unreachable && !navigator.onLine;
  return (
    <Alert color="brick" variant="outline" role="alert">
      <Stack align="flex-start" gap="sm">
        <Text>{isOffline ? t('failures.offline') : wordsOf(error)}</Text>
        {onRetry && (
          <Button variant="default" onClick={onRetry}>
            {t('actions.retry')}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
