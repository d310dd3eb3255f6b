import { outbox, type Tap } from '../../api/outbox.ts';
import { useMe } from '../../session/me.tsx';
import { Alert, Button, Text } from '../../ui/core.ts';
import { useWords } from '../../words/words.ts';
import styles from './Today.module.css';

/** What the service did not take, until somebody has read why; and what waits for another person to sign in. */
export function Unaccepted({ taps }: { taps: readonly Tap[] }) {
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

function Refused({ tap: { seq, about, refused } }: { tap: Tap }) {
  const { t } = useWords('today');
  return (
    <Alert variant="outline" className={styles.alert ?? ''} title={t('refused.title')} role="alert">
      <Text>{about}</Text>
      <Text>{refused}</Text>
      <Button variant="default" h={48} mt="xs" onClick={() => void outbox.drop(seq)}>
        {t('refused.seen')}
      </Button>
    </Alert>
  );
}

function OfOther({ who, count }: { who: string; count: number }) {
  const { t } = useWords('today');
  return <Text className={styles.ofOthers ?? ''}>{t('ofOthers', { who, count })}</Text>;
}
