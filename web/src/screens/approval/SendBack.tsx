import { type FormEvent, useRef, useState } from 'react';
import { Problem } from '../../api/problem.ts';
import { useMutation } from '../../api/query.ts';
import { Failure } from '../../parts/Failure.tsx';
import type { Program } from '../../parts/programs/queries.ts';
import { say } from '../../parts/toasts.ts';
import { Button, Group, Modal, Stack, Textarea } from '../../ui/core.ts';
import { useWords } from '../../words/words.ts';
import { decide, type Version } from './queries.ts';

interface Props {
  program: Program;
  version: Version;
  onClose: () => void;
  onSentBack: () => void;
}

/** Back to whoever made it, with what has to be mended. */
export function SendBack({ program, version, onClose, onSentBack }: Props) {
  const { t } = useWords('approval');
  const { t: common } = useWords();
  const [note, setNote] = useState('');
  const [isEmpty, setEmpty] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const sendBack = useMutation({
    mutationFn: () => decide(program.id, { decision: 'sent-back', version, note: note.trim() }),
    onSuccess: () => {
      say(t('sentBack', { title: program.title }));
      onClose();
      onSentBack();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setEmpty(note.trim() === '');
    if (note.trim() === '') field.current?.focus();
    else sendBack.mutate();
  };
  const fault = sendBack.error instanceof Problem ? sendBack.error.fault('note') : undefined;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('sendBackTitle', { title: program.title })}
      closeButtonProps={{ 'aria-label': common('actions.close') }}
    >
      <Stack component="form" onSubmit={submit}>
        <Textarea
          ref={field}
          label={t('whatToMend')}
          error={isEmpty ? t('sayWhat') : fault}
          autosize
          minRows={3}
          maxLength={2000}
          data-autofocus
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {sendBack.error && fault === undefined && <Failure error={sendBack.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {common('actions.cancel')}
          </Button>
          <Button type="submit" loading={sendBack.isPending}>
            {t('sendBackAction')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
