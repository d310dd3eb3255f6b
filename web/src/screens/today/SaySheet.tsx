import { type FormEvent, useState } from 'react';
import type { Schemas } from '../../api/client.ts';
import { Sheet } from '../../parts/Sheet.tsx';
import { Button, Stack, Text, TextInput } from '../../ui/core.ts';
import { capital } from '../../words/formats.ts';
import { useWords } from '../../words/words.ts';
import type { Item, Reason } from './queries.ts';
import { useSaidWords } from './said-words.ts';
import type { Word } from './standing.ts';
import styles from './Today.module.css';
import type { Say, Saying } from './use-say.ts';

/** What somebody is about to say something of. */
export interface Choice {
  items: readonly Item[];
  /** `05:15`, `2 lượt 05:15–06:02`. */
  what: string;
  /** What can be said of it. */
  said: readonly Schemas['Said'][];
  /** What was said of it before. */
  earlier?: Word;
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
  const saidWords = useSaidWords(reasons);
  const answer = (saying: Saying) => {
    if (choice) say(choice.items, choice.what, saying);
    onClose();
  };
  const only = choice?.items.length === 1 ? choice.items[0] : undefined;
  const earlier = choice?.earlier;
  const title = only ? `${only.time} ${only.title}` : t('say.whyNot');
  return (
    <Sheet opened={choice !== undefined} title={title} onClose={onClose}>
      <Stack gap="xs">
        {earlier && <Text>{t('say.earlier', { what: saidWords(earlier) })}</Text>}
        {choice?.said.includes('heard') && (
          <>
            <Button
              size="lg"
              className={`${styles.button} ${earlier ? '' : styles.primary}`}
              {...(earlier ? { variant: 'default' } : {})}
              {...marked(earlier?.said === 'heard')}
              onClick={() => answer({ said: 'heard' })}
            >
              {t('say.heard')}
            </Button>
            <Button
              size="lg"
              className={styles.button ?? ''}
              variant="default"
              {...marked(earlier?.said === 'partly')}
              onClick={() => answer({ said: 'partly' })}
            >
              {t('say.partly')}
            </Button>
          </>
        )}
        {only && <Text fw={600}>{t('say.notAired')}</Text>}
        <Reasons reasons={reasons} earlier={earlier} onAnswer={answer} />
      </Stack>
    </Sheet>
  );
}

/** Says nothing by itself: the person writes why. */
const OTHER = 'other';

/** The answer given before, for eyes and for screen readers. */
const marked = (isEarlier: boolean) => (isEarlier ? ({ 'aria-current': 'true' } as const) : {});

interface ReasonsProps {
  reasons: Props['reasons'];
  earlier: Word | undefined;
  onAnswer: (saying: Saying) => void;
}

function Reasons({ reasons, earlier, onAnswer }: ReasonsProps) {
  const { t } = useWords('today');
  const [isOther, setOther] = useState(false);
  if (!reasons) return <Text>{t('say.reasonsMissing')}</Text>;
  if (isOther) return <OtherReason earlier={earlier?.note ?? ''} onAnswer={onAnswer} onBack={() => setOther(false)} />;
  return (
    <div className={styles.reasons}>
      {reasons.map(({ code, name }) => (
        <Button
          key={code}
          variant="default"
          className={styles.button ?? ''}
          {...marked(earlier?.said === 'not-aired' && earlier.reason === code)}
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

interface OtherProps {
  /** The words given before. */
  earlier: string;
  onAnswer: (saying: Saying) => void;
  onBack: () => void;
}

function OtherReason({ earlier, onAnswer, onBack }: OtherProps) {
  const { t } = useWords('today');
  const { t: tCommon } = useWords();
  const [note, setNote] = useState(earlier);
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
      <Button type="submit" size="lg" className={`${styles.button} ${styles.primary}`}>
        {tCommon('actions.save')}
      </Button>
      <Button size="lg" variant="default" className={styles.button ?? ''} onClick={onBack}>
        {t('say.back')}
      </Button>
    </Stack>
  );
}
