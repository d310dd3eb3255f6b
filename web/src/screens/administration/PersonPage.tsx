import { useQuery } from '../../api/query.ts';
import { Failure } from '../../parts/Failure.tsx';
import { Waiting } from '../../parts/Waiting.tsx';
import { useMe } from '../../session/me.tsx';
import { Anchor, Stack, Text, Title } from '../../ui/core.ts';
import { Link, useParams } from '../../ui/routing.ts';
import { dayAt, fullDay } from '../../words/formats.ts';
import { HERE } from '../../words/here.ts';
import { useWords } from '../../words/words.ts';
import { Grants } from './Grants.tsx';
import { PersonAccess } from './PersonAccess.tsx';
import { personQuery } from './queries.ts';

/** `/quan-tri/nguoi-dung/:id`: what somebody may, their code, their second factor, ending the account. */
export function PersonPage() {
  const { t } = useWords('administration');
  const { id = '' } = useParams();
  const me = useMe();
  const answer = useQuery(personQuery(id));
  const person = answer.data;
  return (
    <Stack maw={720}>
      <Anchor component={Link} to="/quan-tri/nguoi-dung">
        {t('person.back')}
      </Anchor>
      {answer.isError && <Failure error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Waiting />}
      {person && (
        <>
          <div>
            <Title order={2} style={{ overflowWrap: 'anywhere' }}>
              {person.name}
            </Title>
            <Text c="dimmed">
              {t('people.login')}: {person.login}
            </Text>
            {person.hasSecondFactor && <Text c="dimmed">{t('people.hasFactor')}</Text>}
            {person.endedAt && (
              <Text fw={600}>{t('people.endedOn', { day: fullDay(dayAt(person.endedAt, HERE)) })}</Text>
            )}
          </div>
          <Grants person={person} />
          {!person.endedAt && <PersonAccess person={person} isSelf={person.id === me.person.id} />}
        </>
      )}
    </Stack>
  );
}
