export const TRANSCODING_QUEUE = 'transcoding';
export const TRANSCODE = 'transcode';

/** A signal that an original waits to be transcoded; its row says everything else. */
export interface Transcode {
  originalSha256: string;
}
