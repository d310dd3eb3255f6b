import { useEffect, useState, useSyncExternalStore } from 'react';
import { useQueryClient } from '../../api/query.ts';
import { useMe } from '../../session/me.tsx';
import type { UploadItem } from './upload-item.ts';
import { uploads } from './uploads.ts';

/** The uploads of whoever is signed in. The list of programs is asked for again when one begins or has arrived. */
export function useUploads(): readonly UploadItem[] {
  const { person } = useMe();
  useEffect(() => uploads.belongTo(person.id), [person.id]);
  const items = useUploadItems();
  const client = useQueryClient();
  useEffect(() => uploads.onNews(() => void client.invalidateQueries({ queryKey: ['programs'] })), [client]);
  return items;
}

/** As they are, without asking for anything. */
export const useUploadItems = (): readonly UploadItem[] => useSyncExternalStore(uploads.subscribe, uploads.current);

/** Files dropped anywhere on the page; whether some are held above it. */
export function useDroppedFiles(onFiles: ((files: File[]) => void) | undefined): boolean {
  const [isAbove, setAbove] = useState(false);
  useEffect(() => {
    if (!onFiles) return;
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      setAbove(true);
    };
    const left = (event: DragEvent) => event.relatedTarget === null && setAbove(false);
    const drop = (event: DragEvent) => {
      setAbove(false);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      onFiles(files);
    };
    globalThis.addEventListener('dragover', over);
    globalThis.addEventListener('dragleave', left);
    globalThis.addEventListener('drop', drop);
    return () => {
      globalThis.removeEventListener('dragover', over);
      globalThis.removeEventListener('dragleave', left);
      globalThis.removeEventListener('drop', drop);
    };
  }, [onFiles]);
  return isAbove;
}
