import { SecondFactorSetUp } from '../../parts/SecondFactorSetUp.tsx';
import { Button, Stack, Text } from '../../ui/core.ts';
import { useWords } from '../../words/words.ts';
import type { Progress } from './use-progress.ts';

/** Where the service requires one of administrators, nothing else is answered before. */
export function FactorStep({ progress }: { progress: Progress }) {
  const { t } = useWords('setUp');
  const isDone = progress.done.includes('factor');
  return (
    <Stack>
      <Text>{t('factor.how')}</Text>
      {isDone ? (
        <Button onClick={() => progress.open('centre')}>{t('next')}</Button>
      ) : (
        <SecondFactorSetUp isReplacing={false} onDone={() => progress.open('centre')} />
      )}
    </Stack>
  );
}
