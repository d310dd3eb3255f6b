import { useEffect, useMemo } from 'react';
import { PickFile } from '../../parts/uploads/PickFile.tsx';
import { Text } from '../../ui/core.ts';
import { sizeWords } from '../../words/sizes.ts';
import { useWords } from '../../words/words.ts';
import styles from './Notice.module.css';

interface Props {
  file: File | undefined;
  fault: string | undefined;
  onChange: (file: File) => void;
}

/** Phones open their recorder for such a field; other machines do not know `capture`. */
const canRecord = 'capture' in document.createElement('input');

/** Records or chooses audio, which can be heard before it is sent. */
export function AudioField({ file, fault, onChange }: Props) {
  const { t } = useWords('notice');
  const take = ([first]: File[]) => first && onChange(first);
  const button = { size: 'lg' as const, h: 56, variant: 'default', className: styles.grow ?? '', onFiles: take };
  return (
    <fieldset className={styles.field} aria-describedby={fault ? 'audio-fault' : undefined}>
      <legend className={styles.label}>{t('form.audio')}</legend>
      {file && <Heard file={file} />}
      <div className={styles.buttons}>
        {canRecord && (
          <PickFile {...button} isRecorded>
            {t('form.record')}
          </PickFile>
        )}
        <PickFile {...button}>{t(file ? 'form.another' : 'form.pick')}</PickFile>
      </div>
      {fault && (
        <Text id="audio-fault" role="alert" c="var(--vang-failed)">
          {fault}
        </Text>
      )}
    </fieldset>
  );
}

function Heard({ file }: { file: File }) {
  const { t } = useWords('notice');
  const url = useMemo(() => URL.createObjectURL(file), [file]);
  useEffect(() => () => URL.revokeObjectURL(url), [url]);
  return (
    <>
      <Text className={styles.name ?? ''}>{t('form.file', { name: file.name, size: sizeWords(file.size) })}</Text>
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- what was recorded a moment ago has no captions */}
      <audio className={styles.player} controls src={url} aria-label={t('form.listen')} />
    </>
  );
}
