import { type FormEvent, useState } from 'react';
import { Problem } from '../../api/problem.ts';
import { useMutation, useQueryClient } from '../../api/query.ts';
import { Failure } from '../../parts/Failure.tsx';
import { HELD_DIALOG } from '../../parts/held-dialog.ts';
import { InvitationCode } from '../../parts/InvitationCode.tsx';
import { Button, Group, Modal, Stack, TextInput } from '../../ui/core.ts';
import { useWords } from '../../words/words.ts';
import { addPerson } from './actions.ts';
import { GrantFields } from './GrantFields.tsx';
import { useNewGrant } from './use-new-grant.ts';

/** A person with a first role, then their code, shown once. */
export function AddPerson({ onClose }: { onClose: () => void }) {
  const { t } = useWords('administration');
  const { t: common } = useWords();
  const client = useQueryClient();
  const [given, setGiven] = useState({ name: '', login: '' });
  const grant = useNewGrant();
  const add = useMutation({
    mutationFn: () =>
      addPerson({ name: given.name.trim(), login: given.login.trim(), grants: grant.body ? [grant.body] : [] }),
    onSuccess: () => void client.invalidateQueries({ queryKey: ['people'] }),
  });
  const fault = (field: string) => (add.error instanceof Problem ? add.error.fault(field) : undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={add.data ? t('person.codeTitle', { name: add.data.person.name }) : t('person.addTitle')}
      closeButtonProps={{ 'aria-label': common('actions.close') }}
      {...(add.data || add.isPending ? HELD_DIALOG : {})}
    >
      {add.data ? (
        <InvitationCode name={add.data.person.name} invitation={add.data.invitation} onClose={onClose} />
      ) : (
        <Stack component="form" onSubmit={submit}>
          <TextInput
            label={t('person.name')}
            required
            maxLength={200}
            data-autofocus
            error={fault('name')}
            value={given.name}
            onChange={(event) => setGiven({ ...given, name: event.currentTarget.value })}
          />
          <TextInput
            label={t('person.login')}
            description={t('person.loginHint')}
            autoCapitalize="none"
            autoComplete="off"
            required
            error={fault('login')}
            value={given.login}
            onChange={(event) => setGiven({ ...given, login: event.currentTarget.value })}
          />
          <GrantFields grant={grant} />
          {add.error && <Failure error={add.error} />}
          <Group justify="flex-end">
            <Button type="submit" loading={add.isPending} disabled={!grant.body}>
              {t('person.submit')}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}
