import { useMutation, useQueryClient } from '../../../api/query.ts';
import { takenOff } from '../../../parts/Consequences.tsx';
import { useFailureWords } from '../../../parts/failure-words.ts';
import { isOwnWork } from '../../../parts/programs/own-work.ts';
import type { Program } from '../../../parts/programs/queries.ts';
import { say } from '../../../parts/toasts.ts';
import { useMe } from '../../../session/me.tsx';
import { numberWords } from '../../../words/formats.ts';
import { useWords } from '../../../words/words.ts';
import { approveAgain, revokeApproval } from '../queries.ts';

/** Whether what airs is the newest version: only that one can be approved again. */
export const isNewestInForce = ({ inForce, approval }: Program): boolean =>
  inForce !== null && approval?.decision === 'approved';

/** Revokes the approval; the way back is to approve again, for who has heard enough of it and may. */
export function useRevoke(program: Program, onClose: () => void) {
  const { t } = useWords('library');
  const { person } = useMe();
  const wordsOf = useFailureWords();
  const client = useQueryClient();
  const { id, title } = program;
  const refresh = () => void client.invalidateQueries({ queryKey: ['programs'] });
  const undo = (version: Program['version']) => {
    if (!version) return;
    approveAgain(id, version)
      .then(
        () => say(t('revoke.approvedAgain', { title })),
        (error: unknown) => say(wordsOf(error)),
      )
      .finally(refresh);
  };
  return useMutation({
    mutationFn: (because: string) => revokeApproval(id, { because, dryRun: false }),
    onSuccess: ({ consequences, listening, version }) => {
      refresh();
      const count = consequences ? takenOff(consequences.totals) : 0;
      const figures = { title, broadcasts: numberWords(count), stations: numberWords(consequences?.stations ?? 0) };
      const mayUndo = isNewestInForce(program) && listening?.left.length === 0 && !isOwnWork(program, person.id);
      say(
        count > 0 ? t('revoke.done', figures) : t('revoke.doneAlone', { title }),
        mayUndo ? () => undo(version) : undefined,
      );
      onClose();
    },
  });
}
