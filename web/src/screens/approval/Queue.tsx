import type { Program } from '../../parts/programs/queries.ts';
import { useMe } from '../../session/me.tsx';
import { Text } from '../../ui/core.ts';
import { Link } from '../../ui/routing.ts';
import { lengthWords } from '../../words/formats.ts';
import { useWords } from '../../words/words.ts';
import styles from './Approval.module.css';
import { isOwnWork } from '../../parts/programs/own-work.ts';
import { useWhen } from './when.ts';

interface Props {
  programs: readonly Program[];
  shownId: string | undefined;
}

/** What waits, the soonest to air first. */
export function Queue({ programs, shownId }: Props) {
  const { t } = useWords('approval');
  return (
    <ul className={styles.queue} aria-label={t('queue')}>
      {programs.map((program) => (
        <li key={program.id}>
          <Link to={`/duyet/${program.id}`} className={styles.row ?? ''} aria-current={program.id === shownId}>
            <Row program={program} />
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Row({ program }: { program: Program }) {
  const { t } = useWords('approval');
  const when = useWhen();
  const { person } = useMe();
  const { original, createdBy, createdAt, nextAiring, findings, seconds } = program;
  const sent = t('sent', {
    who: original?.uploadedBy.name ?? createdBy.name,
    when: when(original?.uploadedAt ?? createdAt),
  });
  const airs = nextAiring ? t('airs', { when: when(nextAiring.startsAt) }) : t('notPlanned');
  return (
    <>
      <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
        {program.title}
      </Text>
      <Text className="digits" fw={nextAiring ? 600 : 400} c={nextAiring ? 'var(--vang-waiting)' : 'dimmed'}>
        {airs}
      </Text>
      <Text c="dimmed" className="digits">
        {[sent, seconds === null ? '' : lengthWords(seconds), findings ? t('notes', { n: findings }) : '']
          .filter((part) => part !== '')
          .join(', ')}
      </Text>
      {isOwnWork(program, person.id) && <Text>{t('ownWork')}</Text>}
    </>
  );
}
