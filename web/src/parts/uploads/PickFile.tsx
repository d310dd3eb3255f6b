import { type ReactNode, useRef } from 'react';
import { Button, type ButtonProps } from '../../ui/core.ts';
import { IconFileUpload, IconMicrophone } from '../../ui/icons.ts';

/** What the service reads; it looks into the file, so a wrong ending does no harm. */
const ACCEPTED = 'audio/*,video/mp4,video/webm,.mp3,.wav,.m4a,.ogg,.oga,.flac,.wma,.amr,.webm,.mp4';

interface Props extends ButtonProps {
  children: ReactNode;
  onFiles: (files: File[]) => void;
  multiple?: boolean;
  /** Opens the recorder of the phone instead of its files. */
  isRecorded?: boolean;
}

/** A button that lets one choose audio files. */
export function PickFile({ children, onFiles, multiple = false, isRecorded = false, ...button }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const Icon = isRecorded ? IconMicrophone : IconFileUpload;
  return (
    <>
      <Button {...button} leftSection={<Icon size={20} aria-hidden />} onClick={() => input.current?.click()}>
        {children}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        data-testid="audio-file"
        accept={isRecorded ? 'audio/*' : ACCEPTED}
        capture={isRecorded}
        multiple={multiple}
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])];
          // The same file can be chosen once more.
          currentTarget.value = '';
          if (files.length > 0) onFiles(files);
        }}
      />
    </>
  );
}
