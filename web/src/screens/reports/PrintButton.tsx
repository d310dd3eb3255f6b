import { Button } from '../../ui/core.ts';
import { IconPrinter } from '../../ui/icons.ts';
import { useWords } from '../../words/words.ts';
import styles from './Reports.module.css';

/** The report on paper, for a signature. */
export function PrintButton() {
  const { t } = useWords('reports');
  return (
    <Button
      className={styles.noPrint ?? ''}
      variant="default"
      w="fit-content"
      leftSection={<IconPrinter size={20} aria-hidden />}
      onClick={() => globalThis.print()}
    >
      {t('print')}
    </Button>
  );
}
