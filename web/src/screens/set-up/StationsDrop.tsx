import { type DragEvent, useRef, useState } from 'react';
import { Button, Text } from '../../ui/core.ts';
import { IconFileUpload } from '../../ui/icons.ts';
import { useWords } from '../../words/words.ts';
import styles from './SetUp.module.css';

/** Where a file is dropped, or chosen. */
export function StationsDrop({ onChoose }: { onChoose: (file: File) => void }) {
  const { t } = useWords('setUp');
  const field = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file) onChoose(file);
  };
  return (
    <div
      className={isOver ? `${styles.drop} ${styles.over}` : styles.drop}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <IconFileUpload size={32} aria-hidden />
      <Text>{t('stations.drop')}</Text>
      <Button onClick={() => field.current?.click()}>{t('stations.choose')}</Button>
      <input
        ref={field}
        type="file"
        accept=".csv,text/csv"
        hidden
        aria-label={t('stations.choose')}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          if (file) onChoose(file);
          event.currentTarget.value = '';
        }}
      />
    </div>
  );
}
