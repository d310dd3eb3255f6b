import { type FormEvent, useState } from 'react';
import { Problem } from '../../api/problem.ts';
import { useMutation, useQueryClient } from '../../api/query.ts';
import { Failure } from '../../parts/Failure.tsx';
import sections from '../../parts/Sections.module.css';
import { PasswordField } from '../../parts/PasswordField.tsx';
import { Button, Stack, Text, Title } from '../../ui/core.ts';
import { useWords } from '../../words/words.ts';
import { changePassword } from './queries.ts';

export function Password() {
  const { t } = useWords('account');
  const [isOpen, setOpen] = useState(false);
  const [isChanged, setChanged] = useState(false);
  return (
    <section className={sections.section}>
      <Stack align="flex-start" gap="sm">
        <Title order={2} size="h4">
          {t('password.title')}
        </Title>
        {isOpen ? (
          <PasswordForm
            onDone={() => {
              setOpen(false);
              setChanged(true);
            }}
          />
        ) : (
          <Button variant="default" onClick={() => setOpen(true)}>
            {t('password.change')}
          </Button>
        )}
        <Text role="status">{isChanged && !isOpen && t('password.changed')}</Text>
      </Stack>
    </section>
  );
}

function PasswordForm({ onDone }: { onDone: () => void }) {
  const { t } = useWords('account');
  const client = useQueryClient();
  const [given, setGiven] = useState({ currentPassword: '', newPassword: '' });
  const change = useMutation({
    mutationFn: changePassword,
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['account'] });
      onDone();
    },
  });
  const fault = change.error instanceof Problem ? change.error.fault('newPassword') : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate(given);
  };
  return (
    <Stack component="form" onSubmit={submit} w="100%" maw={420}>
      <Text c="dimmed">{t('password.does')}</Text>
      <PasswordField
        label={t('password.current')}
        autoComplete="current-password"
        required
        autoFocus
        value={given.currentPassword}
        onChange={(event) => setGiven({ ...given, currentPassword: event.currentTarget.value })}
      />
      <PasswordField
        label={t('password.new')}
        description={t('password.hint')}
        autoComplete="new-password"
        required
        error={fault}
        value={given.newPassword}
        onChange={(event) => setGiven({ ...given, newPassword: event.currentTarget.value })}
      />
      {change.error && !fault && <Failure error={change.error} />}
      <Button type="submit" loading={change.isPending}>
        {t('password.change')}
      </Button>
    </Stack>
  );
}
