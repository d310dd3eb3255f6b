import { useWords } from '../../words/words.ts';
import { periodParts } from './period.ts';
import styles from './Reports.module.css';
import type { View } from './view.ts';

interface Props {
  centre: string;
  /** Empty while a centre has none. */
  segment: string;
  view: View;
}

/** The head of an official report, as Decree 30/2020/NĐ-CP lays it out; on paper only. */
export function PaperHead({ centre, segment, view: { report, period } }: Props) {
  const { t } = useWords('reports');
  const when = t(`inPeriod.${period.span}`, periodParts(period));
  return (
    <div className={styles.paperHead} aria-hidden>
      <div>
        <strong>{centre.toLocaleUpperCase('vi')}</strong>
        <span>{t('paper.number')}</span>
      </div>
      <div>
        <strong>{t('paper.republic')}</strong>
        <strong className={styles.motto}>{t('paper.motto')}</strong>
        <em>{t('paper.dated')}</em>
      </div>
      <p>
        <strong>{t('paper.report')}</strong>
        <strong>{t(`paper.${report}`, { segment: segment.toLocaleLowerCase('vi'), when })}</strong>
      </p>
    </div>
  );
}
