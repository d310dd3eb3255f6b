import type { Schemas } from '../../api/client.ts';
import { useMutation, useQuery, useQueryClient } from '../../api/query.ts';
import { Failure } from '../../parts/Failure.tsx';
import sections from '../../parts/Sections.module.css';
import { say } from '../../parts/toasts.ts';
import { useNow } from '../../parts/use-now.ts';
import { Button, Stack, Text, Title } from '../../ui/core.ts';
import { agoWords } from '../../words/formats.ts';
import { HERE } from '../../words/here.ts';
import { useWords } from '../../words/words.ts';
import { endSession, sessionsQuery } from './queries.ts';
import { readUserAgent } from './user-agent.ts';

const MINUTE_MS = 60_000;

/** Where one is signed in; what is unknown can be ended. */
export function Sessions() {
  const { t } = useWords('account');
  const answer = useQuery(sessionsQuery);
  return (
    <section className={sections.section}>
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t('sessions.title')}
        </Title>
        {answer.isError && <Failure error={answer.error} onRetry={() => void answer.refetch()} />}
        <ul className={sections.rows}>
          {answer.data?.items.map((session) => (
            <SessionRow key={session.id} session={session} />
          ))}
        </ul>
      </Stack>
    </section>
  );
}

function SessionRow({ session }: { session: Schemas['Session'] }) {
  const { t } = useWords('account');
  const client = useQueryClient();
  const now = useNow(MINUTE_MS);
  const told = readUserAgent(session.userAgent);
  const what = told ? t('sessions.browserOn', told) : t('sessions.unknown');
  const end = useMutation({
    mutationFn: () => endSession(session.id),
    onSuccess: () => say(t('sessions.ended', { what })),
    onSettled: () => void client.invalidateQueries({ queryKey: ['account', 'sessions'] }),
  });
  return (
    <li className={sections.row}>
      <div>
        <Text fw={600}>
          {what}
          {session.current && ` (${t('sessions.this')})`}
        </Text>
        <Text c="dimmed">
          {t('sessions.seen', { when: agoWords(session.lastSeenAt, now, HERE) })}
          {session.address && `, ${t('sessions.from', { address: session.address })}`}
        </Text>
        {end.error && <Failure error={end.error} />}
      </div>
      {!session.current && (
        <Button
          variant="default"
          loading={end.isPending}
          aria-label={t('sessions.endNamed', { what })}
          onClick={() => end.mutate()}
        >
          {t('sessions.end')}
        </Button>
      )}
    </li>
  );
}
