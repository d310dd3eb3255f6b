import { SignOut } from '../../parts/SignOut.tsx';
import { useMe } from '../../session/me.tsx';
import { Group, Stack, Text, Title } from '../../ui/core.ts';
import { capital } from '../../words/formats.ts';
import { codeWord, useWords } from '../../words/words.ts';
import { Look } from './Look.tsx';
import { Notices } from './Notices.tsx';
import { Password } from './Password.tsx';
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
