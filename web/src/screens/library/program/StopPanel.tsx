import { useMutation, useQueryClient } from '../../../api/query.ts';
import type { Program } from '../../../parts/programs/queries.ts';
import { ReasonPanel } from '../../../parts/ReasonPanel.tsx';
import { say } from '../../../parts/toasts.ts';
import { Text } from '../../../ui/core.ts';
import { useWords } from '../../../words/words.ts';
import { liftStop, stopProgram } from '../queries.ts';
import { TakesOff, useTakenOff } from './TakesOff.tsx';

interface Props {
  program: Program;
  onClose: () => void;
}

/** Stops a program everywhere, also while it sounds: first what that does. */
export function StopPanel({ program: { id, title }, onClose }: Props) {
  const { t } = useWords('library');
  const takenOff = useTakenOff(id);
  const stop = useDone((because: string) => stopProgram(id, because), t('stop.done', { title }), onClose);
  return (
    <ReasonPanel
      title={t('stop.title', { title })}
      action={takenOff ? t('stop.action', takenOff) : t('stop.actionAlone')}
      onClose={onClose}
      onSubmit={(because) => stop.mutate(because)}
      isPending={stop.isPending}
      error={stop.error}
    >
      <TakesOff id={id} />
      <Text>{t('stop.explain')}</Text>
    </ReasonPanel>
  );
}

/** Lets it air again. */
export function LiftPanel({ program: { id, title }, onClose }: Props) {
  const { t } = useWords('library');
  const lift = useDone((because: string) => liftStop(id, because), t('stop.lifted', { title }), onClose);
  return (
    <ReasonPanel
      title={t('stop.liftTitle', { title })}
      action={t('stop.liftAction')}
      onClose={onClose}
      onSubmit={(because) => lift.mutate(because)}
      isPending={lift.isPending}
      error={lift.error}
      isHarmless
    >
      <Text>{t('stop.liftExplain')}</Text>
    </ReasonPanel>
  );
}

function useDone(act: (because: string) => Promise<unknown>, done: string, onClose: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['programs'] });
      say(done);
      onClose();
    },
  });
}
