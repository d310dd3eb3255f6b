import type { Schemas } from '../../../api/client.ts';
import { useMutation, useQueryClient } from '../../../api/query.ts';
import { useFailureWords } from '../../../parts/failure-words.ts';
import type { Finding, Program } from '../../../parts/programs/queries.ts';
import { say } from '../../../parts/toasts.ts';
import { Button, Text } from '../../../ui/core.ts';
import { IconCut } from '../../../ui/icons.ts';
import { codeWord, useWords } from '../../../words/words.ts';
import { trimSilence } from '../queries.ts';
import { useMayChange } from './use-may-change.ts';

interface Props {
  program: Program;
  finding: Finding;
  trim: Schemas['Trim'] | null;
}

/** [Cắt khoảng lặng], beside silence at one of the ends. */
export function TrimSilence({ program, finding, trim }: Props) {
  const { t } = useWords('library');
  const wordsOf = useFailureWords();
  const client = useQueryClient();
  const mayChange = useMayChange(program);
  const cut = useMutation({
    mutationFn: () => trimSilence(program.id),
    onSuccess: () => {
      say(t('program.trimAsked'));
      void client.invalidateQueries({ queryKey: ['programs'] });
    },
  });
  if (!mayChange || !/^silence-at-(start|end)$/.test(finding.code)) return null;
  const failure = trim?.state === 'failed' && trim.failedBecause ? codeWord('TrimFailure', trim.failedBecause) : null;
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconCut size={16} aria-hidden />}
        loading={cut.isPending || trim?.state === 'waiting'}
        onClick={() => cut.mutate()}
      >
        {t('program.trim')}
      </Button>
      {(cut.error || failure) && (
        <Text role="alert" c="var(--vang-failed)">
          {failure ? t('program.trimFailed', { why: failure }) : wordsOf(cut.error)}
        </Text>
      )}
    </>
  );
}
