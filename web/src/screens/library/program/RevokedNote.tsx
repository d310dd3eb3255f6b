import { useQuery } from '../../../api/query.ts';
import type { Program } from '../../../parts/programs/queries.ts';
import { Text } from '../../../ui/core.ts';
import { momentWords } from '../../../words/formats.ts';
import { useWords } from '../../../words/words.ts';
import { decisionsQuery } from '../queries.ts';
import { HERE } from '../../../words/here.ts';
import styles from './Program.module.css';

/** That its approval was revoked, by whom and why, while nothing of it is approved since. */
export function RevokedNote({ program: { id, inForce, approval } }: { program: Program }) {
  const { t } = useWords('library');
  const isUndecided = inForce === null && approval === null;
  const { data } = useQuery({ ...decisionsQuery(id), enabled: isUndecided });
  const revoked = data?.items[0]?.revoked;
  if (!isUndecided || !revoked) return null;
  const { by, at, because } = revoked;
  return (
    <Text className={styles.note ?? ''}>
      {t('program.revokedBy', { who: by.name, when: momentWords(at, HERE), note: because })}
    </Text>
  );
}
