import { useState } from 'react';
import { Text } from '../../ui/core.ts';
import { sizeWords } from '../../words/sizes.ts';
import { useWords } from '../../words/words.ts';
import { PickFile } from './PickFile.tsx';
import type { UploadItem } from './upload-item.ts';
import { uploads } from './uploads.ts';
import './words.vi.ts';

/** The file of an upload that a reload of the page interrupted. */
export function PickAgain({ item }: { item: UploadItem }) {
  const { t } = useWords('uploads');
  const [isOther, setOther] = useState(false);
  return (
    <>
      <PickFile onFiles={([file]) => file && setOther(!uploads.resume(item.key, file))}>{t('pick')}</PickFile>
      {isOther && (
        <Text c="var(--vang-failed)" role="alert">
          {t('otherFile', { name: item.fileName, size: sizeWords(item.bytes) })}
        </Text>
      )}
    </>
  );
}

/** Other audio for the same program, when the service does not take this. */
export function PickOther({ item: { key, programId, title } }: { item: UploadItem }) {
  const { t } = useWords('uploads');
  const send = ([file]: File[]) => {
    if (!file || programId === undefined) return;
    uploads.drop(key);
    uploads.addTo({ id: programId, title }, file);
  };
  return <PickFile onFiles={send}>{t('pickOther')}</PickFile>;
}
