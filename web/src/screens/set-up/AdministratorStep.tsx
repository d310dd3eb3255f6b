import { type FormEvent, useState } from 'react';
import { Problem } from '../../api/problem.ts';
import { useMutation, useQueryClient } from '../../api/query.ts';
import { Failure } from '../../parts/Failure.tsx';
import { PasswordField } from '../../parts/PasswordField.tsx';
import { Anchor, Button, Stack, Text, TextInput } from '../../ui/core.ts';
import { Link, useLocation, useNavigate } from '../../ui/routing.ts';
import { useWords } from '../../words/words.ts';
import { type FirstAdministrator, makeAdministrator } from './actions.ts';

/** The code is in the address after `#` (so that no server logs it), or typed. */
export function AdministratorStep() {
  const { t } = useWords('setUp');
  const { hash, pathname } = useLocation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [given, setGiven] = useState<FirstAdministrator>({
    code: decodeURIComponent(hash.slice(1)),
    name: '',
    login: '',
    password: '',
  });
  const make = useMutation({
    mutationFn: makeAdministrator,
    onSuccess: () => {
      // The code in the address has served.
      void navigate(pathname, { replace: true });
      void client.resetQueries();
    },
  });
  const field = (name: keyof FirstAdministrator) => ({
    required: true,
    value: given[name],
    error: make.error instanceof Problem ? make.error.fault(name) : undefined,
    onChange: (event: { currentTarget: { value: string } }) =>
      setGiven({ ...given, [name]: event.currentTarget.value }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate(given);
  };
  return (
    <Stack component="form" onSubmit={submit}>
      <Text>{t('administrator.how')}</Text>
      <TextInput label={t('administrator.code')} autoComplete="off" autoCapitalize="none" {...field('code')} />
      <TextInput label={t('administrator.name')} autoComplete="name" maxLength={200} {...field('name')} />
      <TextInput
        label={t('administrator.login')}
        description={t('administrator.loginHint')}
        autoComplete="username"
        autoCapitalize="none"
        {...field('login')}
      />
      <PasswordField
        label={t('administrator.password')}
        description={t('administrator.passwordHint')}
        autoComplete="new-password"
        {...field('password')}
      />
      {make.error && <Failure error={make.error} />}
      <Button type="submit" loading={make.isPending}>
        {t('administrator.submit')}
      </Button>
      <Anchor component={Link} to="/dang-nhap" state={{ from: '/thiet-lap' }}>
        {t('administrator.signIn')}
      </Anchor>
    </Stack>
  );
}
