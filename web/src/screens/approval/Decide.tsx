import { useState } from 'react';
import { useMutation, useQuery, useQueryClient } from '../../api/query.ts';
import { Failure } from '../../parts/Failure.tsx';
import type { Finding, Program } from '../../parts/programs/queries.ts';
import { say } from '../../parts/toasts.ts';
import { Box, Button, Text } from '../../ui/core.ts';
import { IconArrowBackUp, IconCircleCheck } from '../../ui/icons.ts';
import { useNavigate } from '../../ui/routing.ts';
import { codeWord, useWords } from '../../words/words.ts';
import styles from './Approval.module.css';
import { type HeardPart, isHeard } from './heard-parts.ts';
import { decide, type Listening, queueQuery, type Version } from './queries.ts';
import { useFootHeight } from './use-foot-height.ts';
import { SendBack } from './SendBack.tsx';
import { useWhen } from './when.ts';

/** After [Phê duyệt] was pressed early. */
const TOLD = { role: 'alert', fw: 600, c: 'var(--vang-failed)' } as const;

interface Props {
  program: Program;
  version: Version;
  parts: readonly HeardPart[];
  report: () => Promise<Listening>;
  findings: readonly Finding[];
}

/** [Phê duyệt] [Trả lại…]. Approving before enough was heard says what is left. */
export function Decide({ program, version, parts, report, findings }: Props) {
  const { t } = useWords('approval');
  const { t: words } = useWords('programs');
  const when = useWhen();
  const toNext = useNext(program.id);
  const [isEarly, setEarly] = useState(false);
  const [isSendingBack, setSendingBack] = useState(false);
  const approve = useMutation({
    mutationFn: async () => {
      // The service has to know all that was played, and says what is left.
      const { left } = await report();
      setEarly(left.length > 0);
      if (left.length > 0) return undefined;
      return decide(program.id, { decision: 'approved', version });
    },
    onSuccess: (decided) => {
      if (!decided) return;
      const { nextAiring } = decided;
      say(
        nextAiring
          ? t('approved', { when: when(nextAiring.startsAt) })
          : t('approvedUnplanned', { title: program.title }),
      );
      toNext();
    },
  });
  const left = parts.filter((part) => !isHeard(part)).map(({ part }) => codeWord('ListeningPart', part));
  const notes = findings.map(({ code }) => words(`briefly.${code}`));
  const isTold = isEarly && left.length > 0;
  const bar = useFootHeight();
  return (
    <Box ref={bar} className={styles.decide ?? ''}>
      {parts.length > 0 && (
        <Text {...(isTold && TOLD)}>{left.length > 0 ? t('toHear', { parts: left.join(', ') }) : t('heardAll')}</Text>
      )}
      {notes.length > 0 && (
        <Text className={styles.notes ?? ''}>{t('notesAre', { n: notes.length, what: notes.join(', ') })}</Text>
      )}
      {approve.error && <Failure error={approve.error} />}
      <Button
        size="md"
        leftSection={<IconCircleCheck size={20} aria-hidden />}
        variant={left.length > 0 ? 'default' : 'filled'}
        loading={approve.isPending}
        onClick={() => approve.mutate()}
      >
        {t('approve')}
      </Button>
      <Button
        size="md"
        variant="default"
        leftSection={<IconArrowBackUp size={20} aria-hidden />}
        onClick={() => setSendingBack(true)}
      >
        {t('sendBack')}
      </Button>
      {isSendingBack && (
        <SendBack program={program} version={version} onClose={() => setSendingBack(false)} onSentBack={toNext} />
      )}
    </Box>
  );
}

/** Opens the next of the queue, or the queue when it was the last. */
function useNext(id: string): () => void {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { data } = useQuery(queueQuery);
  return () => {
    const items = data?.items ?? [];
    const at = items.findIndex((program) => program.id === id);
    const next = items[at + 1] ?? items.find((program) => program.id !== id);
    void client.invalidateQueries({ queryKey: ['programs'] });
    void navigate(next ? `/duyet/${next.id}` : '/duyet');
  };
}
