import { useMutation, useQueryClient } from '../../api/query.ts';
import { ReasonPanel } from '../../parts/ReasonPanel.tsx';
import { say } from '../../parts/toasts.ts';
import { Text } from '../../ui/core.ts';
import { useWords } from '../../words/words.ts';
import { endGrant, type GivenGrant, giveGrant } from './actions.ts';
import type { Grant, Person } from './queries.ts';
import { useGrantWords } from './use-grant-words.ts';

interface Props {
  person: Person;
  grant: Grant;
  onClose: () => void;
}

/** Says what somebody will no longer be able to do, asks why, and ends a role; it can be given again from the toast. */
export function EndGrant({ person, grant, onClose }: Props) {
  const { t } = useWords('administration');
  const client = useQueryClient();
  const told = { name: person.name, ...useGrantWords().told(grant) };
  const refresh = () => void client.invalidateQueries({ queryKey: ['people'] });
  const giveAgain = () => {
    const { role, scope } = grant;
    void giveGrant(person.id, { role, scope: placeOf(scope) }).then(refresh);
  };
  const end = useMutation({
    mutationFn: (because: string) => endGrant(person.id, grant.id, because),
    onSuccess: () => {
      say(t('person.grantEnded', told), giveAgain);
      onClose();
    },
    onSettled: refresh,
  });
  return (
    <ReasonPanel
      title={t('person.endGrantTitle', told)}
      action={t('person.endGrant')}
      onClose={onClose}
      onSubmit={(because) => end.mutate(because)}
      isPending={end.isPending}
      error={end.error}
    >
      <Text>{t('person.endGrantDoes', { ...told, loses: t(`person.loses.${grant.role}`) })}</Text>
      {person.grants.length === 1 && <Text fw={600}>{t('person.lastGrant', told)}</Text>}
      <Text c="dimmed">{t('person.endGrantKeeps')}</Text>
    </ReasonPanel>
  );
}

const placeOf = (scope: Grant['scope']): GivenGrant['scope'] =>
  scope.kind === 'everywhere' ? { kind: scope.kind } : scope;
