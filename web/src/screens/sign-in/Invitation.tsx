import { type FormEvent, useState } from 'react';
import { answerOf, api } from '../../api/client.ts';
import { Problem } from '../../api/problem.ts';
import { useMutation, useQueryClient } from '../../api/query.ts';
import { Failure } from '../../parts/Failure.tsx';
import { meQuery } from '../../session/me.tsx';
import { PasswordField } from '../../parts/PasswordField.tsx';
import { Anchor, Button, Stack, Text, TextInput, Title } from '../../ui/core.ts';
import { Link, useLocation, useNavigate } from '../../ui/routing.ts';
import { useWords } from '../../words/words.ts';
import './words.vi.ts';

/** `/ma-moi`: chooses a password with a one-time code (`#code` in the address) and is signed in. */
export default function Invitation() {
  const { t } = useWords('signIn');
  const { hash } = useLocation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [given, setGiven] = useState({ code: decodeURIComponent(hash.slice(1)), password: '' });
  const accept = useMutation({
    mutationFn: acceptInvitation,
    onSuccess: () => {
      client.removeQueries();
      void client.prefetchQuery(meQuery).then(() => navigate('/', { replace: true }));
    },
  });
  const fault = (field: string) => (accept.error instanceof Problem ? accept.error.fault(field) : undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    accept.mutate(given);
  };
  return (
    <Stack component="main" maw={400} mx="auto" px="md" py={64} gap="lg">
      <Title order={1}>{t('invitation')}</Title>
      <Text>{t('invitationHow')}</Text>
      <Stack component="form" onSubmit={submit}>
        <TextInput
          label={t('code')}
          autoComplete="off"
          autoCapitalize="none"
          required
          error={fault('code')}
          value={given.code}
          onChange={(event) => setGiven({ ...given, code: event.currentTarget.value })}
        />
        <PasswordField
          label={t('newPassword')}
          description={t('passwordHint')}
          autoComplete="new-password"
          required
          error={fault('password')}
          value={given.password}
          onChange={(event) => setGiven({ ...given, password: event.currentTarget.value })}
        />
        {accept.error && !fault('code') && !fault('password') && <Failure error={accept.error} />}
        <Button type="submit" size="md" loading={accept.isPending}>
          {t('accept')}
        </Button>
      </Stack>
      <Anchor component={Link} to="/dang-nhap">
        {t('toSignIn')}
      </Anchor>
    </Stack>
  );
}

/** Accepts and signs in at once: the service answers who it is, and the password is at hand. */
async function acceptInvitation({ code, password }: { code: string; password: string }) {
  const { login } = await answerOf(api.POST('/api/v1/invitations/accept', { body: { code: code.trim(), password } }));
  await answerOf(api.POST('/api/v1/sessions', { body: { login, password, withToken: false } }));
}
