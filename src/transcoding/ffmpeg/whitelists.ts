import type { AudioKind } from '../../programs/upload/audio-files.service.js';

/** The demuxers that may be used, named like the kinds of audio. None of them opens any file but the one it is given. */
export type Demuxer = AudioKind;

const PCM = ['u8', 's8', 's16le', 's16be', 's24le', 's24be', 's32le', 's32be', 'f32le', 'f32be', 'f64le', 'f64be'];

/** The decoders that may be used: audio only. */
const DECODERS = [
  PCM.map((form) => `pcm_${form}`),
  ['pcm_alaw', 'pcm_mulaw', 'adpcm_ms', 'adpcm_ima_wav', 'adpcm_ima_qt', 'gsm_ms'],
  ['mp3float', 'mp3', 'mp2float', 'mp2', 'aac', 'aac_latm', 'alac', 'flac', 'vorbis', 'opus', 'libopus'],
  ['speex', 'libspeex', 'wmav1', 'wmav2', 'wmapro', 'wmalossless', 'wmavoice'],
  ['amrnb', 'amrwb', 'libopencore_amrnb', 'libopencore_amrwb', 'ac3', 'eac3'],
].flat();

/** Codecs whose decoder has another name. */
const CODECS = new Set([...DECODERS, 'amr_nb', 'amr_wb']);

/** Whether audio of this codec may be decoded. @param codec as ffmpeg names it in its description of a file */
export const isCodecTaken = (codec: string): boolean => CODECS.has(codec);

// Limit of a single allocation: far above what audio needs, far below what a forged header may ask for.
const MAX_ALLOCATION_BYTES = 128 * 1_048_576;

/**
 * Options before `-i` that restrict ffmpeg to one file, one format and audio: no other protocol, no demuxer that opens
 * other files, no decoder for pictures or video. Cover art is never decoded.
 */
export const whitelists = (demuxer: Demuxer, protocol: 'file' | 'pipe' = 'file'): string[] => [
  ...whitelistsWithPictures(demuxer, protocol),
  ...AUDIO_ONLY,
];

const AUDIO_ONLY = ['-vn', '-sn', '-dn'];

/** As `whitelists`, but a picture may be copied out of the file. There is still no decoder for it. */
export function whitelistsWithPictures(demuxer: Demuxer, protocol: 'file' | 'pipe' = 'file'): string[] {
  const lists = ['-protocol_whitelist', protocol, '-format_whitelist', demuxer, '-codec_whitelist', DECODERS.join(',')];
  return ['-nostdin', '-max_alloc', String(MAX_ALLOCATION_BYTES), ...lists, '-f', demuxer];
}
