import { Link } from '../ui/routing.ts';
import { Anchor, Stack, Text } from '../ui/core.ts';
import { useWords } from '../words/words.ts';

export function NotFound() {
  const { t } = useWords();
  return (
    <Stack align="flex-start" p="lg">
      <Text>{t('failures.notFound')}</Text>
      <Anchor component={Link} to="/">
        {t('failures.toStart')}
      </Anchor>
    </Stack>
  );
}
