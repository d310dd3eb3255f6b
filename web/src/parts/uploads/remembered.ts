import type { UploadItem } from './upload-item.ts';

/** Uploads that were under way, kept on this machine so that they can go on after the page was loaded again. */
const KEY = 'vang-uploads';

interface Remembered {
  personId: string;
  programId: string;
  title: string;
  fileName: string;
  bytes: number;
  sentBytes: number;
  url: string;
}

/** Those of this person; others who use the same machine do not see them. */
export function rememberedOf(personId: string): UploadItem[] {
  return readAll()
    .filter((one) => one.personId === personId)
    .map(({ programId, title, fileName, bytes, sentBytes, url }) => ({
      programId,
      title,
      fileName,
      bytes,
      sentBytes,
      url,
      key: url,
      file: undefined,
      topic: '',
      genre: '',
      segmentId: '',
      stage: 'interrupted',
    }));
}

/** Replaces what is kept of this person. */
export function remember(personId: string, items: readonly UploadItem[]): void {
  const kept = items.flatMap(({ stage, programId, url, title, fileName, bytes, sentBytes }) =>
    programId !== undefined && url !== undefined && stage !== 'sent' && stage !== 'refused'
      ? [{ personId, programId, title, fileName, bytes, sentBytes, url }]
      : [],
  );
  const others = readAll().filter((one) => one.personId !== personId);
  try {
    localStorage.setItem(KEY, JSON.stringify([...others, ...kept]));
  } catch {
    // A full or forbidden storage: the upload goes on, only a reload would lose its place.
  }
}

function readAll(): Remembered[] {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(read) ? (read as Remembered[]) : [];
  } catch {
    return [];
  }
}
