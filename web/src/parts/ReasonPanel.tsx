import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { Button, Group, Modal, Stack, Textarea } from '../ui/core.ts';
import { useWords } from '../words/words.ts';
import { Failure } from './Failure.tsx';

interface Props {
  title: string;
  /** What it does, with numbers where they are known. */
  children: ReactNode;
  /** What the button says that does it, e.g. `Vô hiệu hóa`. */
  action: string;
  onClose: () => void;
  onSubmit: (because: string) => void;
  isPending: boolean;
  error?: unknown;
  /** Of what takes nothing away. */
  isHarmless?: boolean;
}

const SHORTEST = 3;

/** Before what cannot be taken back: what it does, why, and one button that names it. */
export function ReasonPanel({ title, children, action, onClose, onSubmit, isPending, error, isHarmless }: Props) {
  const { t } = useWords();
  const [because, setBecause] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const [isShort, setShort] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const given = because.trim();
    setShort(given.length < SHORTEST);
    if (given.length >= SHORTEST) onSubmit(given);
    else field.current?.focus();
  };
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('actions.close') }}>
      <form onSubmit={submit} noValidate>
        <Stack>
          {children}
          <Textarea
            ref={field}
            label={t('reasoned.because')}
            description={t('reasoned.hint')}
            error={isShort ? t('reasoned.short') : undefined}
            required
            autosize
            minRows={2}
            maxLength={500}
            data-autofocus
            value={because}
            onChange={(event) => setBecause(event.currentTarget.value)}
          />
          {error !== undefined && error !== null && <Failure error={error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('actions.cancel')}
            </Button>
            <Button type="submit" loading={isPending} {...(isHarmless ? {} : { color: 'brick' })}>
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
