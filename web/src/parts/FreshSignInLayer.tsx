import { type FormEvent, useState, useSyncExternalStore } from 'react';
import { answerOf, api } from '../api/client.ts';
import { Problem } from '../api/problem.ts';
import { useMutation } from '../api/query.ts';
import { PasswordField } from './PasswordField.tsx';
import { Button, Modal, Stack, Text, TextInput } from '../ui/core.ts';
import { useWords } from '../words/words.ts';
import { Failure } from './Failure.tsx';
import { type FreshSignInAsked, freshSignInAsked, subscribeToFreshSignIn } from './fresh-sign-in.ts';

/** Above the page and its panels; asks for the password once `withFreshSignIn` needs it. */
export function FreshSignInLayer() {
  const { t } = useWords();
  const asked = useSyncExternalStore(subscribeToFreshSignIn, freshSignInAsked);
  return (
    <Modal
      opened={asked !== undefined}
      onClose={() => asked?.settle(false)}
      title={t('freshSignIn.title')}
      zIndex={250}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      {asked && <PasswordAgain asked={asked} />}
    </Modal>
  );
}

function PasswordAgain({ asked }: { asked: FreshSignInAsked }) {
  const { t } = useWords();
  const [given, setGiven] = useState({ password: '', otp: '' });
  const again = useMutation({
    mutationFn: reauthenticate,
    onSuccess: () => asked.settle(true),
    onError: (error) => {
      // Too many wrong passwords ended the session: the frame asks for all of it.
      if (error instanceof Problem && error.code === 'not-signed-in') asked.settle(false);
    },
  });
  const code = again.error instanceof Problem ? again.error.code : undefined;
  const needsCode = given.otp !== '' || code === 'otp-needed' || code === 'wrong-otp';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    again.mutate(given);
  };
  return (
    <Stack component="form" onSubmit={submit}>
      <Text>{t('freshSignIn.why')}</Text>
      <PasswordField
        label={t('signIn.password')}
        autoComplete="current-password"
        required
        data-autofocus
        value={given.password}
        onChange={(event) => setGiven({ ...given, password: event.currentTarget.value })}
      />
      {needsCode && (
        <TextInput
          label={t('freshSignIn.otp')}
          autoComplete="one-time-code"
          required
          autoFocus
          value={given.otp}
          onChange={(event) => setGiven({ ...given, otp: event.currentTarget.value })}
        />
      )}
      {again.error && code !== 'otp-needed' && <Failure error={again.error} />}
      <Button type="submit" loading={again.isPending}>
        {t('freshSignIn.submit')}
      </Button>
    </Stack>
  );
}

const reauthenticate = ({ password, otp }: { password: string; otp: string }) =>
  answerOf(
    api.POST('/api/v1/sessions/current/reauthentication', { body: { password, ...(otp ? { otp: otp.trim() } : {}) } }),
  );
