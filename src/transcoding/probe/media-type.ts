import type { Demuxer } from '../ffmpeg/confinement.js';

const MEDIA_TYPES: Record<Demuxer, string> = {
  wav: 'audio/wav',
  w64: 'audio/x-w64',
  aiff: 'audio/aiff',
  flac: 'audio/flac',
  mp3: 'audio/mpeg',
  aac: 'audio/aac',
  mov: 'audio/mp4',
  ogg: 'audio/ogg',
  asf: 'audio/x-ms-wma',
  amr: 'audio/amr',
  matroska: 'audio/webm',
};

/** What a browser is told that an original is. One that was not looked at yet, or was refused, is only bytes. */
export const mediaTypeOf = (source: { demuxer: Demuxer } | null | undefined): string =>
  source ? MEDIA_TYPES[source.demuxer] : 'application/octet-stream';
