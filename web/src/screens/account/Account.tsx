import { useMutation, useQueryClient } from '../../api/query.ts';
import { forgetAll } from '../../api/kept.ts';
import { useMe } from '../../session/me.tsx';
import { Button, Group, Stack, Text, Title } from '../../ui/core.ts';
import { IconLogout } from '../../ui/icons.ts';
import { useNavigate } from '../../ui/routing.ts';
import { capital } from '../../words/formats.ts';
import { codeWord, useWords } from '../../words/words.ts';
import { Look } from './Look.tsx';
import { Notices } from './Notices.tsx';
import { Password } from './Password.tsx';
import { signOut } from './queries.ts';
import { SecondFactor } from './SecondFactor.tsx';
import { Sessions } from './Sessions.tsx';
import './words.vi.ts';

/** `/tai-khoan`: what belongs to oneself. */
export default function Account() {
  const { t } = useWords('account');
  const { person, grants } = useMe();
  const roles = [...new Set(grants.map(({ role }) => codeWord('Role', role)))];
  return (
    <Stack maw={720}>
      <Group justify="space-between">
        <Title order={1}>{t('title')}</Title>
        <SignOut />
      </Group>
      <div>
        <Text fw={600}>{person.name}</Text>
        <Text>{t('login', { login: person.login })}</Text>
        {roles.length > 0 && <Text>{capital(roles.join(', '))}</Text>}
      </div>
      <SecondFactor />
      <Password />
      <Sessions />
      <Notices />
      <Look />
    </Stack>
  );
}

/** Leaves nothing on the machine. */
function SignOut() {
  const { t } = useWords('account');
  const client = useQueryClient();
  const navigate = useNavigate();
  const leave = useMutation({
    mutationFn: async () => {
      await signOut();
      await forgetAll();
    },
    onSuccess: () => {
      void navigate('/dang-nhap', { replace: true });
      client.clear();
    },
  });
  return (
    <Button
      variant="default"
      leftSection={<IconLogout size={20} aria-hidden />}
      loading={leave.isPending}
      onClick={() => leave.mutate()}
    >
      {t('signOut')}
    </Button>
  );
}
