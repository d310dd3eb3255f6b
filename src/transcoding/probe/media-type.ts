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

/** The media type of an original, for browsers; one that was not probed yet, or was refused, has a generic one. */
export const mediaTypeOf = (source: { demuxer: Demuxer } | null | undefined): string =>
  source ? MEDIA_TYPES[source.demuxer] : 'application/octet-stream';
