import { CODE_WORDS } from '../../../generated/code-words.ts';
import type { Schemas } from '../../../api/client.ts';
import { useInfiniteQuery } from '../../../api/query.ts';
import { ruleWords } from '../../../parts/audit-reason.ts';
import { Failure } from '../../../parts/Failure.tsx';
import { Waiting } from '../../../parts/Waiting.tsx';
import { Box, Button, Title } from '../../../ui/core.ts';
import { capital, momentWords } from '../../../words/formats.ts';
import { codeWord, useWords } from '../../../words/words.ts';
import { auditQuery } from '../queries.ts';
import { HERE } from '../../../words/here.ts';
import styles from './Program.module.css';

/** Who did what to it, newest first, in sentences. */
export function ProgramAudit({ id }: { id: string }) {
  const { t } = useWords('library');
  const { t: common } = useWords();
  const answer = useInfiniteQuery(auditQuery(id));
  const entries = answer.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Box component="section" className={styles.section} aria-labelledby="program-audit">
      <Title order={2} size="h4" mb="sm" id="program-audit">
        {t('program.audit')}
      </Title>
      {answer.error && <Failure error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Waiting lines={3} />}
      <ul className={styles.list}>
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ul>
      {answer.hasNextPage && (
        <Button
          variant="default"
          mt="xs"
          loading={answer.isFetchingNextPage}
          onClick={() => void answer.fetchNextPage()}
        >
          {common('actions.showMore')}
        </Button>
      )}
    </Box>
  );
}

/** `17:02 thứ Hai 23/11: Trần Văn Duyệt rút phê duyệt: “Sai số điện thoại”`. */
function Entry({ entry: { at, by, did, because } }: { entry: Schemas['ProgramAuditEntry'] }) {
  const { t } = useWords('library');
  const who = by.kind === 'service' ? capital(CODE_WORDS.ActorKind.service) : by.name;
  return (
    <li>
      {t('program.deed', { when: momentWords(at, HERE), who, deed: codeWord('ProgramDeed', did) })}
      {because && `: ${ruleWords(because) ?? t('program.quoted', { because })}`}
    </li>
  );
}
