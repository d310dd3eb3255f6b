import { useState } from 'react';
import { useMutation, useQueryClient } from '../../api/query.ts';
import { Failure } from '../../parts/Failure.tsx';
import { HELD_DIALOG } from '../../parts/held-dialog.ts';
import { InvitationCode } from '../../parts/InvitationCode.tsx';
import sections from '../../parts/Sections.module.css';
import { Button, Group, Modal, Stack, Text, Title } from '../../ui/core.ts';
import { useWords } from '../../words/words.ts';
import { issueInvitation } from './actions.ts';
import { EndPerson, ResetFactor } from './PersonPanels.tsx';
import type { Person } from './queries.ts';

/** A new code, taking off a lost second factor, ending the account. */
export function PersonAccess({ person, isSelf }: { person: Person; isSelf: boolean }) {
  const { t } = useWords('administration');
  const client = useQueryClient();
  const [open, setOpen] = useState<'factor' | 'end'>();
  const invite = useMutation({
    mutationFn: () => issueInvitation(person.id),
    onSuccess: () => void client.invalidateQueries({ queryKey: ['people'] }),
  });
  return (
    <section className={sections.section}>
      <Stack align="flex-start" gap="sm">
        <Title order={3} size="h4">
          {t('person.code')}
        </Title>
        <Text c="dimmed">{person.hasPassword ? t('person.newCodeWhy') : t('people.waiting')}</Text>
        {invite.error && <Failure error={invite.error} />}
        <Group>
          <Button variant="default" loading={invite.isPending} onClick={() => invite.mutate()}>
            {t('person.newCode')}
          </Button>
          {person.hasSecondFactor && !isSelf && (
            <Button variant="default" onClick={() => setOpen('factor')}>
              {t('person.resetFactor')}
            </Button>
          )}
          {!isSelf && (
            <Button variant="default" onClick={() => setOpen('end')}>
              {t('person.end')}
            </Button>
          )}
        </Group>
      </Stack>
      {invite.data && (
        <Modal opened size="lg" title={t('person.codeTitle', { name: person.name })} {...HELD_DIALOG}>
          <InvitationCode name={person.name} invitation={invite.data} onClose={invite.reset} />
        </Modal>
      )}
      {open === 'factor' && <ResetFactor person={person} onClose={() => setOpen(undefined)} />}
      {open === 'end' && <EndPerson person={person} onClose={() => setOpen(undefined)} />}
    </section>
  );
}
