import { Failure } from '../../parts/Failure.tsx';
import { isClash } from '../../parts/schedule/clash/clashes.ts';
import { ClashHelp } from '../../parts/schedule/clash/ClashHelp.tsx';
import type { Made } from '../../parts/schedule/queries.ts';
import { Text } from '../../ui/core.ts';
import { capital } from '../../words/formats.ts';
import { useWords } from '../../words/words.ts';
import styles from './Notice.module.css';
import { useNoticeWords } from './use-notice-words.ts';

interface Props {
  isReady: boolean;
  isChosen: boolean;
  data: Made | undefined;
  error: Error | null;
}

/** What placing it will do, or what is in the way and what can be done about it. */
export function Outcome({ isReady, isChosen, data, error }: Props) {
  const { t } = useWords('notice');
  const wordsOf = useNoticeWords();
  if (isClash(error)) {
    return (
      <section className={styles.outcome} aria-label={t('outcome.clash')}>
        <h2 className={styles.head}>{t('outcome.clash')}</h2>
        <ClashHelp problem={error} what={t('done.placed')} />
      </section>
    );
  }
  if (error) return <Failure error={error} />;
  const waits = isChosen ? t(isReady ? 'outcome.running' : 'outcome.unready') : t('outcome.choose');
  return (
    <div role="status" className={styles.outcome}>
      {data ? <Text fw={600}>{capital(wordsOf(data.consequences))}.</Text> : <Text>{waits}</Text>}
    </div>
  );
}
