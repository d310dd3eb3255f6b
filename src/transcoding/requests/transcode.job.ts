export const TRANSCODING_QUEUE = 'transcoding';
export const TRANSCODE = 'transcode';

/** Make one original ready. Everything else is in its row. */
export interface Transcode {
  originalSha256: string;
}
