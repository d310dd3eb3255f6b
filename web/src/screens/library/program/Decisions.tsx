import type { Schemas } from '../../../api/client.ts';
import { useQuery } from '../../../api/query.ts';
import { Failure } from '../../../parts/Failure.tsx';
import type { Program } from '../../../parts/programs/queries.ts';
import { Box, Text, Title } from '../../../ui/core.ts';
import { momentWords } from '../../../words/formats.ts';
import { HERE } from '../../../words/here.ts';
import { useWords } from '../../../words/words.ts';
import { decisionsQuery } from '../queries.ts';
import styles from './Program.module.css';

/** Who handed in what, and who decided about it: newest first. */
export function Decisions({ program }: { program: Program }) {
  const { t } = useWords('library');
  const { data, error, refetch } = useQuery(decisionsQuery(program.id));
  const { original } = program;
  return (
    <Box component="section" className={styles.section}>
      <Title order={2} size="h4" mb="sm">
        {t('program.decisions')}
      </Title>
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      <ul className={styles.list}>
        {original && (
          <li>
            {t('program.handedIn', {
              who: original.uploadedBy.name,
              when: momentWords(original.uploadedAt, HERE),
            })}
          </li>
        )}
        {data?.items.map((decision) => (
          <Decision key={decision.id} decision={decision} />
        ))}
      </ul>
      {data?.items.length === 0 && <Text c="dimmed">{t('program.noDecisions')}</Text>}
    </Box>
  );
}

function Decision({ decision }: { decision: Schemas['Decision'] }) {
  const { t } = useWords('library');
  const { decidedBy, decidedAt, note, inForceFrom, inForceUntil, revoked } = decision;
  const made = { who: decidedBy.name, when: momentWords(decidedAt, HERE) };
  const isOnAir = inForceFrom !== null && inForceUntil === null;
  return (
    <li>
      {t(decision.decision === 'approved' ? 'program.approvedBy' : 'program.sentBackBy', made)}
      {isOnAir && `, ${t('program.onAirNow')}`}
      {inForceUntil !== null && `, ${t('program.onAirUntil', { when: momentWords(inForceUntil, HERE) })}`}
      {note && <Text c="dimmed">“{note}”</Text>}
      {revoked && (
        <Text c="dimmed">
          {t('program.revokedBy', {
            who: revoked.by.name,
            when: momentWords(revoked.at, HERE),
            note: revoked.because,
          })}
        </Text>
      )}
    </li>
  );
}
