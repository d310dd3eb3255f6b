import { useMutation, useQuery, useQueryClient } from '../../api/query.ts';
import { Failure } from '../../parts/Failure.tsx';
import sections from '../../parts/Sections.module.css';
import { Button, Group, Stack, Text, Title } from '../../ui/core.ts';
import { momentWords } from '../../words/formats.ts';
import { HERE } from '../../words/here.ts';
import { useWords } from '../../words/words.ts';
import { MailAddress } from './MailAddress.tsx';
import { markRead, noticesQuery } from './queries.ts';

/** What happened to the account. */
export function Notices() {
  const { t } = useWords('account');
  const client = useQueryClient();
  const answer = useQuery(noticesQuery);
  const notices = answer.data?.items ?? [];
  const [newest] = notices;
  const unread = notices.filter(({ readAt }) => readAt === null).length;
  const read = useMutation({
    mutationFn: markRead,
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['account', 'notices'] });
      void client.invalidateQueries({ queryKey: ['me'] });
    },
  });
  return (
    <section className={sections.section}>
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2} size="h4">
            {t('notices.title')}
          </Title>
          {newest && unread > 0 && (
            <Group gap="sm">
              <Text fw={600}>{t('notices.unread', { count: unread })}</Text>
              <Button variant="default" loading={read.isPending} onClick={() => read.mutate(newest.id)}>
                {t('notices.read')}
              </Button>
            </Group>
          )}
        </Group>
        {answer.isError && <Failure error={answer.error} onRetry={() => void answer.refetch()} />}
        {answer.data && notices.length === 0 && <Text c="dimmed">{t('notices.empty')}</Text>}
        <ul className={sections.rows}>
          {notices.map(({ id, vi, toldAt, readAt }) => (
            <li key={id} className={sections.row}>
              <div>
                <Text fw={readAt === null ? 600 : 400}>{vi.title}</Text>
                <Text c="dimmed">{momentWords(toldAt, HERE)}</Text>
                <Text>{vi.text}</Text>
              </div>
            </li>
          ))}
        </ul>
        <MailAddress />
      </Stack>
    </section>
  );
}
