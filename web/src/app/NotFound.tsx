import { Link } from '../ui/routing.ts';
import { Anchor, Stack, Text } from '../ui/core.ts';
import { useWords } from '../words/words.ts';

/** Instead of a page. @param props.why it is not shown; without it, there is none at the address */
export function NotFound({ why }: { why?: string }) {
  const { t } = useWords();
  return (
    <Stack align="flex-start" p="lg">
      <Text>{why ?? t('failures.notFound')}</Text>
      <Anchor component={Link} to="/">
        {t('failures.toStart')}
      </Anchor>
    </Stack>
  );
}
