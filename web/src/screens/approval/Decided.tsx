import { useState } from 'react';
import { useQuery } from '../../api/query.ts';
import { Failure } from '../../parts/Failure.tsx';
import { Waiting } from '../../parts/Waiting.tsx';
import { Anchor, Button, Text } from '../../ui/core.ts';
import { Link } from '../../ui/routing.ts';
import { capital } from '../../words/formats.ts';
import { codeWord, useWords } from '../../words/words.ts';
import styles from './Approval.module.css';
import { decidedQuery } from './queries.ts';
import { useWhen } from './when.ts';

/** What one has approved and sent back lately, when it is asked for. */
export function Decided() {
  const { t } = useWords('approval');
  const [isOpen, setOpen] = useState(false);
  return (
    <section aria-label={t('decided.title')}>
      <Button variant="subtle" px="xs" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {t(isOpen ? 'decided.hide' : 'decided.title')}
      </Button>
      {isOpen && <List />}
    </section>
  );
}

function List() {
  const { t } = useWords('approval');
  const when = useWhen();
  const { data, error, refetch } = useQuery(decidedQuery);
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting lines={3} />;
  if (data.items.length === 0) return <Text c="dimmed">{t('decided.none')}</Text>;
  return (
    <ul className={styles.decided}>
      {data.items.map(({ id, title, approval }) => (
        <li key={id}>
          <Anchor component={Link} to={`/thu-vien/${id}`}>
            {title}
          </Anchor>
          {approval && (
            <Text c="dimmed" className="digits">
              {capital(codeWord('ApprovalDecision', approval.decision))}, {when(approval.decidedAt)}
            </Text>
          )}
        </li>
      ))}
    </ul>
  );
}
