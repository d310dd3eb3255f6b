import { type FormEvent, useState } from 'react';
import { answerOf, api } from '../api/client.ts';
import { Problem } from '../api/problem.ts';
import { useMutation } from '../api/query.ts';
import { PasswordField } from './PasswordField.tsx';
import { Button, Stack, TextInput } from '../ui/core.ts';
import { useWords } from '../words/words.ts';
import { Failure } from './Failure.tsx';

interface Props {
  /** Known when a session has ended while a page was open. */
  login?: string;
  onSignedIn: () => void;
}

interface Given {
  login: string;
  password: string;
  otp: string;
}

/** Name and password, then the code of the second factor when the service asks for it. */
export function SignInForm({ login = '', onSignedIn }: Props) {
  const { t } = useWords();
  const [given, setGiven] = useState<Given>({ login, password: '', otp: '' });
  const signIn = useMutation({ mutationFn: beginSession, onSuccess: onSignedIn });
  const needsCode = given.otp !== '' || codeOf(signIn.error) === 'otp-needed' || codeOf(signIn.error) === 'wrong-otp';
  const change = (field: keyof Given) => (event: { currentTarget: { value: string } }) =>
    setGiven({ ...given, [field]: event.currentTarget.value });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate(given);
  };
  return (
    <Stack component="form" onSubmit={submit}>
      <TextInput
        label={t('signIn.login')}
        autoComplete="username"
        autoCapitalize="none"
        required
        value={given.login}
        onChange={change('login')}
      />
      <PasswordField
        label={t('signIn.password')}
        autoComplete="current-password"
        required
        value={given.password}
        onChange={change('password')}
      />
      {needsCode && (
        <TextInput
          label={t('signIn.otp')}
          description={t('signIn.recoveryCode')}
          autoComplete="one-time-code"
          required
          autoFocus
          value={given.otp}
          onChange={change('otp')}
        />
      )}
      {signIn.error && codeOf(signIn.error) !== 'otp-needed' && <Failure error={signIn.error} />}
      <Button type="submit" size="md" loading={signIn.isPending}>
        {t('signIn.submit')}
      </Button>
    </Stack>
  );
}

/** The cookie holds the session: no script ever sees its token. */
const beginSession = ({ login, password, otp }: Given) =>
  answerOf(api.POST('/api/v1/sessions', { body: { login, password, withToken: false, ...(otp ? { otp } : {}) } }));

const codeOf = (error: unknown): string | undefined => (error instanceof Problem ? error.code : undefined);
