import { SignOut } from '../../parts/SignOut.tsx';
import { Stack, Title } from '../../ui/core.ts';
import { useWords } from '../../words/words.ts';
import './words.vi.ts';

export default function Account() {
  const { t } = useWords('account');
  return (
    <Stack align="flex-start">
      <Title order={1}>{t('title')}</Title>
      <SignOut />
    </Stack>
  );
}
