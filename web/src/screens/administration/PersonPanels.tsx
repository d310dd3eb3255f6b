import { useMutation, useQueryClient } from '../../api/query.ts';
import { ReasonPanel } from '../../parts/ReasonPanel.tsx';
import { say } from '../../parts/toasts.ts';
import { Text } from '../../ui/core.ts';
import { useWords } from '../../words/words.ts';
import { endPerson, resetFactor } from './actions.ts';
import type { Person } from './queries.ts';

interface Props {
  person: Person;
  onClose: () => void;
}

export function EndPerson({ person, onClose }: Props) {
  const { t } = useWords('administration');
  const { name } = person;
  const end = useReasoned((because) => endPerson(person.id, because), t('person.ended', { name }), onClose);
  return (
    <ReasonPanel
      title={t('person.endTitle', { name })}
      action={t('person.end')}
      onClose={onClose}
      onSubmit={(because) => end.mutate(because)}
      isPending={end.isPending}
      error={end.error}
    >
      <Text>{t('person.endDoes', { name })}</Text>
    </ReasonPanel>
  );
}

export function ResetFactor({ person, onClose }: Props) {
  const { t } = useWords('administration');
  const { name } = person;
  const reset = useReasoned((because) => resetFactor(person.id, because), t('person.factorReset', { name }), onClose);
  return (
    <ReasonPanel
      title={t('person.resetFactorTitle', { name })}
      action={t('person.resetFactor')}
      onClose={onClose}
      onSubmit={(because) => reset.mutate(because)}
      isPending={reset.isPending}
      error={reset.error}
    >
      <Text>{t('person.resetFactorDoes', { name })}</Text>
    </ReasonPanel>
  );
}

function useReasoned(call: (because: string) => Promise<unknown>, done: string, onClose: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: call,
    onSuccess: () => {
      say(done);
      void client.invalidateQueries({ queryKey: ['people'] });
      onClose();
    },
  });
}
