import { useRef, useState } from 'react';
import { useMutation } from '../../api/query.ts';
import { Failure } from '../../parts/Failure.tsx';
import type { Finding, Program } from '../../parts/programs/queries.ts';
import { say } from '../../parts/toasts.ts';
import { Box, Button, Text } from '../../ui/core.ts';
import { IconArrowBackUp, IconCircleCheck } from '../../ui/icons.ts';
import { codeWord, useWords } from '../../words/words.ts';
import styles from './Approval.module.css';
import { type HeardPart, isHeard } from './heard-parts.ts';
import { decide, type Listening, type Version } from './queries.ts';
import { useFootHeight } from './use-foot-height.ts';
import { SendBack } from './SendBack.tsx';
import { useNext } from './use-next.ts';
import { useIsSettled } from './use-settled.ts';
import { useWhen } from './when.ts';

/** After [Phê duyệt] was pressed early. */
const TOLD = { role: 'alert', fw: 600, c: 'var(--vang-failed)' } as const;

interface Props {
  program: Program;
  version: Version;
  parts: readonly HeardPart[];
  /** Nothing was played on this page. */
  isUnplayed: boolean;
  report: () => Promise<Listening>;
  findings: readonly Finding[];
}

/** [Phê duyệt] [Trả lại…]. Approving before enough was heard says what is left. */
export function Decide({ program, version, parts, isUnplayed, report, findings }: Props) {
  const { t } = useWords('approval');
  const { t: words } = useWords('programs');
  const when = useWhen();
  const toNext = useNext(program.id);
  const isSettled = useIsSettled();
  // A second tap may come before the button is drawn again.
  const isSent = useRef(false);
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
    onSettled: (decided) => {
      isSent.current = decided !== undefined;
    },
  });
  const approveOnce = () => {
    if (isSent.current) return;
    isSent.current = true;
    approve.mutate();
  };
  const isDeciding = approve.isPending || approve.data !== undefined;
  const left = parts.filter((part) => !isHeard(part)).map(({ part }) => codeWord('ListeningPart', part));
  const notes = findings.map(({ code }) => words(`briefly.${code}`));
  const isTold = isEarly && left.length > 0;
  const bar = useFootHeight();
  return (
    <Box ref={bar} className={styles.decide ?? ''}>
      {parts.length > 0 && (
        <Text {...(isTold && TOLD)}>
          {left.length > 0 ? t('toHear', { parts: left.join(', ') }) : t(isUnplayed ? 'heardBefore' : 'heardAll')}
        </Text>
      )}
      {notes.length > 0 && (
        <Text className={styles.notes ?? ''}>{t('notesAre', { n: notes.length, what: notes.join(', ') })}</Text>
      )}
      {approve.error && <Failure error={approve.error} />}
      <Button
        size="md"
        leftSection={<IconCircleCheck size={20} aria-hidden />}
        variant={left.length > 0 ? 'default' : 'filled'}
        loading={isDeciding}
        disabled={!isSettled}
        onClick={approveOnce}
      >
        {t('approve')}
      </Button>
      <Button
        size="md"
        variant="default"
        leftSection={<IconArrowBackUp size={20} aria-hidden />}
        disabled={!isSettled || isDeciding}
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
