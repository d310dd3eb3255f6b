import type { AudioKind } from '../../programs/upload/audio-files.service.js';

/** The demuxers that may ever be used: kinds of audio are called like them. None opens anything but the file it is given. */
export type Demuxer = AudioKind;

const PCM = ['u8', 's8', 's16le', 's16be', 's24le', 's24be', 's32le', 's32be', 'f32le', 'f32be', 'f64le', 'f64be'];

/** The decoders that may ever be used: sound only. */
const DECODERS = [
  PCM.map((form) => `pcm_${form}`),
  ['pcm_alaw', 'pcm_mulaw', 'adpcm_ms', 'adpcm_ima_wav', 'adpcm_ima_qt', 'gsm_ms'],
  ['mp3float', 'mp3', 'mp2float', 'mp2', 'aac', 'aac_latm', 'alac', 'flac', 'vorbis', 'opus', 'libopus'],
  ['speex', 'libspeex', 'wmav1', 'wmav2', 'wmapro', 'wmalossless', 'wmavoice'],
  ['amrnb', 'amrwb', 'libopencore_amrnb', 'libopencore_amrwb', 'ac3', 'eac3'],
].flat();

// One allocation at most: far above what any sound needs, far below what a made-up header may ask for.
const MAX_ALLOCATION_BYTES = 128 * 1_048_576;

/**
 * Options before `-i` that keep ffmpeg to one file, one format and to sound: no other protocol, no demuxer that refers
 * to other files, and no decoder for pictures or video, so that cover art is never decoded.
 */
export const confinement = (demuxer: Demuxer, protocol: 'file' | 'pipe' = 'file'): string[] => [
  ...enclosure(demuxer, protocol),
  ...SOUND_ONLY,
];

const SOUND_ONLY = ['-vn', '-sn', '-dn'];

/** As `confinement`, for taking out a picture: it may be copied, and has no decoder still. */
export function enclosure(demuxer: Demuxer, protocol: 'file' | 'pipe' = 'file'): string[] {
  const lists = ['-protocol_whitelist', protocol, '-format_whitelist', demuxer, '-codec_whitelist', DECODERS.join(',')];
  return ['-nostdin', '-max_alloc', String(MAX_ALLOCATION_BYTES), ...lists, '-f', demuxer];
}
