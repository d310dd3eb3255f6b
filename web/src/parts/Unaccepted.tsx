import { outbox, type Tap } from '../api/outbox.ts';
import { useMe } from '../session/me.tsx';
import { useTaps } from '../session/sending.ts';
import { Alert, Button, Text } from '../ui/core.ts';
import { useWords } from '../words/words.ts';
import { forPeople } from './failure-words.ts';
import styles from './Unaccepted.module.css';

/** On every page: what the service did not take, until somebody has read why; and what waits for another person to sign in. */
export function Unaccepted() {
  const taps = useTaps();
  const { person } = useMe();
  const refused = taps.filter((tap) => tap.personId === person.id && tap.refused !== undefined);
  const ofOthers = taps.filter((tap) => tap.personId !== person.id && tap.refused === undefined);
  const others = new Set(ofOthers.map(({ personName }) => personName));
  return (
    <>
      {refused.map((tap) => (
        <Refused key={tap.seq} tap={tap} />
      ))}
      {[...others].map((who) => (
        <OfOther key={who} who={who} count={ofOthers.filter(({ personName }) => personName === who).length} />
      ))}
    </>
  );
}

function Refused({ tap: { seq, about, refused, refusedAs } }: { tap: Tap }) {
  const { t } = useWords();
  const words = refusedAs && forPeople(refusedAs);
  return (
    <Alert variant="outline" className={styles.alert ?? ''} title={t('unaccepted.title')} role="alert">
      <Text>{about}</Text>
      <Text>{words ? t(words) : refused}</Text>
      <Button variant="default" h={48} mt="xs" onClick={() => void outbox.drop(seq)}>
        {t('unaccepted.seen')}
      </Button>
    </Alert>
  );
}

function OfOther({ who, count }: { who: string; count: number }) {
  const { t } = useWords();
  return <Text className={styles.ofOthers ?? ''}>{t('unaccepted.ofOthers', { who, count })}</Text>;
}
