import { Button, Group } from '../../ui/core.ts';
import { IconDownload } from '../../ui/icons.ts';
import { useWords } from '../../words/words.ts';
import { PrintButton } from './PrintButton.tsx';
import styles from './Reports.module.css';

/** The report for Excel, and on paper for a signature. */
export function SaveAndPrint({ csv }: { csv: string }) {
  const { t } = useWords('reports');
  return (
    <Group className={styles.noPrint ?? ''}>
      <Button component="a" href={csv} download variant="default" leftSection={<IconDownload size={20} aria-hidden />}>
        {t('csv')}
      </Button>
      <PrintButton />
    </Group>
  );
}
