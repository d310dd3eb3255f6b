import { type FormEvent, useState } from 'react';
import type { Schemas } from '../../api/client.ts';
import { Sheet } from '../../parts/Sheet.tsx';
import { Button, Stack, Text, TextInput } from '../../ui/core.ts';
import { capital } from '../../words/formats.ts';
import { useWords } from '../../words/words.ts';
import type { Item, Reason } from './queries.ts';
import styles from './Today.module.css';
import type { Say, Saying } from './use-say.ts';

/** What somebody is about to say something of. */
export interface Choice {
  items: readonly Item[];
  /** `05:15`, `cả buổi sáng`. */
  what: string;
  /** What can be said of it. */
  said: readonly Schemas['Said'][];
}

interface Props {
  choice: Choice | undefined;
  reasons: readonly Reason[] | undefined;
  say: Say;
  onClose: () => void;
}

/** Heard, in part, or not and why: one tap each; only `Khác` asks for words. */
export function SaySheet({ choice, reasons, say, onClose }: Props) {
  const { t } = useWords('today');
  const answer = (saying: Saying) => {
    if (choice) say(choice.items, choice.what, saying);
    onClose();
  };
  const only = choice?.items.length === 1 ? choice.items[0] : undefined;
  const title = only ? `${only.time} ${only.title}` : t('say.whyNot');
  return (
    <Sheet opened={choice !== undefined} title={title} onClose={onClose}>
      <Stack gap="xs">
        {choice?.said.includes('heard') && (
          <>
            <Button size="lg" h={56} className={styles.primary ?? ''} onClick={() => answer({ said: 'heard' })}>
              {t('say.heard')}
            </Button>
            <Button size="lg" h={56} variant="default" onClick={() => answer({ said: 'partly' })}>
              {t('say.partly')}
            </Button>
          </>
        )}
        {only && <Text fw={600}>{t('say.notAired')}</Text>}
        <Reasons reasons={reasons} onAnswer={answer} />
      </Stack>
    </Sheet>
  );
}

/** Says nothing by itself: the person writes why. */
const OTHER = 'other';

function Reasons({ reasons, onAnswer }: { reasons: Props['reasons']; onAnswer: (saying: Saying) => void }) {
  const { t } = useWords('today');
  const [isOther, setOther] = useState(false);
  if (!reasons) return <Text>{t('say.reasonsMissing')}</Text>;
  if (isOther) return <OtherReason onAnswer={onAnswer} />;
  return (
    <div className={styles.reasons}>
      {reasons.map(({ code, name }) => (
        <Button
          key={code}
          h={56}
          variant="default"
          className={styles.reason ?? ''}
          onClick={() =>
            code === OTHER ? setOther(true) : onAnswer({ said: 'not-aired', reason: { code, words: name.vi } })
          }
        >
          {capital(name.vi)}
        </Button>
      ))}
    </div>
  );
}

function OtherReason({ onAnswer }: { onAnswer: (saying: Saying) => void }) {
  const { t } = useWords('today');
  const [note, setNote] = useState('');
  const [fault, setFault] = useState<string>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const words = note.trim();
    if (words === '') return setFault(t('say.noteMissing'));
    onAnswer({ said: 'not-aired', reason: { code: OTHER, words }, note: words });
  };
  return (
    <Stack component="form" onSubmit={submit}>
      <TextInput
        label={t('say.notePlease')}
        size="lg"
        autoFocus
        maxLength={200}
        value={note}
        error={fault}
        onChange={({ currentTarget }) => setNote(currentTarget.value)}
      />
      <Button type="submit" size="lg" h={56} className={styles.primary ?? ''}>
        {t('say.record')}
      </Button>
    </Stack>
  );
}
