import { type FormEvent, useState } from 'react';
import type { Schemas } from '../../api/client.ts';
import { Problem } from '../../api/problem.ts';
import { useMutation, useQueryClient } from '../../api/query.ts';
import { Failure } from '../../parts/Failure.tsx';
import type { Program } from '../../parts/programs/queries.ts';
import { say } from '../../parts/toasts.ts';
import { Button, Group, Modal, Stack, Text } from '../../ui/core.ts';
import { useWords } from '../../words/words.ts';
import { type Draft, draftOf, changesIn } from './draft.ts';
import { ProgramFields } from './ProgramFields.tsx';
import { changeProgram } from './queries.ts';

interface Props {
  program: Program;
  onClose: () => void;
}

/** What is known about a program, to be changed. Only what was changed is sent. */
export function EditProgram({ program, onClose }: Props) {
  const { t } = useWords('library');
  const { t: common } = useWords();
  const client = useQueryClient();
  // What others change meanwhile does not come in between: the service refuses to write over it.
  const [before] = useState(program);
  const [draft, setDraft] = useState<Draft>(() => draftOf(program));
  const save = useMutation({
    mutationFn: (changes: Schemas['ProgramChanges']) => changeProgram(before, changes),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['programs'] });
      say(t('edit.saved'));
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const changes = changesIn(before, draft);
    if (Object.keys(changes).length === 0) onClose();
    else save.mutate(changes);
  };
  const problem = save.error instanceof Problem ? save.error : undefined;
  const isInAField = problem?.document.errors?.length !== undefined && problem.document.errors.length > 0;
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={t('edit.title')}
      closeButtonProps={{ 'aria-label': common('actions.close') }}
    >
      <Stack component="form" onSubmit={submit}>
        <ProgramFields draft={draft} onChange={setDraft} fault={(field) => problem?.fault(field)} owner={before} />
        {program.inForce && <Text c="dimmed">{t('edit.needsApproval')}</Text>}
        {problem?.code === 'precondition-failed' ? (
          <Text role="alert" c="var(--vang-failed)">
            {t('edit.changedMeanwhile')}
          </Text>
        ) : (
          save.error && !isInAField && <Failure error={save.error} />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {common('actions.cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {common('actions.save')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
