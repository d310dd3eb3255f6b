import { meQuery } from '../../session/me.tsx';
import { useQueryClient } from '../../api/query.ts';
import { SignInForm } from '../../parts/SignInForm.tsx';
import { Anchor, Stack, Text, Title } from '../../ui/core.ts';
import { Link, useLocation, useNavigate } from '../../ui/routing.ts';
import { useWords } from '../../words/words.ts';
import './words.vi.ts';

/** `/dang-nhap`: lets one in, then goes on where one wanted to be. */
export default function SignIn() {
  const { t } = useWords('signIn');
  const client = useQueryClient();
  const navigate = useNavigate();
  const { state } = useLocation();
  const onSignedIn = () => {
    client.removeQueries();
    void client.prefetchQuery(meQuery).then(() => navigate(wantedOf(state), { replace: true }));
  };
  return (
    <Stack component="main" maw={400} mx="auto" px="md" py={64} gap="lg">
      <Text fw={600}>{t('product')}</Text>
      <Title order={1}>{t('title')}</Title>
      <SignInForm onSignedIn={onSignedIn} />
      <Text>{t('forgotten')}</Text>
      <Anchor component={Link} to="/ma-moi">
        {t('haveInvitation')}
      </Anchor>
    </Stack>
  );
}

/** The page from which somebody was sent here; never an address of another site. */
function wantedOf(state: unknown): string {
  const from = typeof state === 'object' && state !== null && 'from' in state ? state.from : undefined;
  return typeof from === 'string' && /^\/(?!\/)/.test(from) ? from : '/';
}
