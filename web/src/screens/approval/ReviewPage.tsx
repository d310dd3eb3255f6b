import { useState } from 'react';
import { Problem } from '../../api/problem.ts';
import { useQuery } from '../../api/query.ts';
import { Failure } from '../../parts/Failure.tsx';
import { type Program, programQuery } from '../../parts/programs/queries.ts';
import { Waiting } from '../../parts/Waiting.tsx';
import { Anchor, Button, Group, Stack, Text } from '../../ui/core.ts';
import { IconChevronLeft } from '../../ui/icons.ts';
import { Link } from '../../ui/routing.ts';
import { codeWord, useWords } from '../../words/words.ts';
import styles from './Approval.module.css';
import { isSameVersion } from './queries.ts';
import { Review } from './Review.tsx';
import { useWhen } from './when.ts';

interface Props {
  id: string;
  /** Back to the queue, where it is a page of its own. */
  hasBack?: boolean;
}

/** One program to decide about. What somebody changes meanwhile is said, and shown when asked for. */
export function ReviewPage({ id, hasBack = false }: Props) {
  const { t } = useWords('approval');
  const { data, error, refetch } = useQuery(programQuery(id));
  const isGone = error instanceof Problem && error.document.status === 404;
  return (
    <Stack gap="md">
      {hasBack && (
        <Anchor component={Link} to="/duyet">
          <Group gap={4}>
            <IconChevronLeft size={20} aria-hidden />
            {t('back')}
          </Group>
        </Anchor>
      )}
      {isGone && <Text role="alert">{t('notFound')}</Text>}
      {error && !isGone && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Waiting />}
      {data && !isGone && <Seen newest={data} />}
    </Stack>
  );
}

/** Keeps the version that one began to listen to: a decision is about what was heard and read. */
function Seen({ newest }: { newest: Program }) {
  const { t } = useWords('approval');
  const when = useWhen();
  const [seen, setSeen] = useState(newest);
  const { approval } = newest;
  const isOther = !isSameVersion(seen.version, newest.version);
  return (
    <>
      {isOther && (
        <Group className={styles.notice ?? ''} role="alert">
          <Text>{t('versionChanged')}</Text>
          <Button variant="default" onClick={() => setSeen(newest)}>
            {t('showNew')}
          </Button>
        </Group>
      )}
      {approval && (
        <Text className={styles.notice ?? ''} role="alert">
          {t('decidedBy', {
            who: approval.decidedBy.name,
            decision: codeWord('ApprovalDecision', approval.decision),
            when: when(approval.decidedAt),
          })}
        </Text>
      )}
      <Review key={JSON.stringify(seen.version)} program={seen} isOpen={!isOther && approval === null} />
    </>
  );
}
