import type { MediaKind } from './media-store.js';

/** How many files of one kind are stored, and how much they take. */
export interface StoredVolume {
  kind: MediaKind;
  files: number;
  bytes: number;
}

/** Knows from the database what the media store must hold. The module whose files they are provides it. */
export abstract class StoredFilesDirectory {
  /** Whether any file has ever been stored. */
  abstract hasAny(): Promise<boolean>;

  abstract volumes(): Promise<StoredVolume[]>;
}
