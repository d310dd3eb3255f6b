import { useMutation, useQueryClient } from '../../../api/query.ts';
import type { Program } from '../../../parts/programs/queries.ts';
import { ReasonPanel } from '../../../parts/ReasonPanel.tsx';
import { say } from '../../../parts/toasts.ts';
import { Text } from '../../../ui/core.ts';
import { useWords } from '../../../words/words.ts';
import { withdrawProgram } from '../queries.ts';
import { TakesOff, useTakenOff } from './TakesOff.tsx';

interface Props {
  program: Program;
  onClose: () => void;
}

/** Takes a program off the air for good: first what that does. */
export function WithdrawPanel({ program: { id, title }, onClose }: Props) {
  const { t } = useWords('library');
  const client = useQueryClient();
  const takenOff = useTakenOff(id);
  const withdraw = useMutation({
    mutationFn: (because: string) => withdrawProgram(id, because),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['programs'] });
      say(t('withdraw.done', { title }));
      onClose();
    },
  });
  return (
    <ReasonPanel
      title={t('withdraw.title', { title })}
      action={takenOff ? t('withdraw.action', takenOff) : t('withdraw.actionAlone')}
      onClose={onClose}
      onSubmit={(because) => withdraw.mutate(because)}
      isPending={withdraw.isPending}
      error={withdraw.error}
    >
      <TakesOff id={id} />
      <Text>{t('withdraw.forGood')}</Text>
    </ReasonPanel>
  );
}
