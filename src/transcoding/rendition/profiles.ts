/** One format in which stations get audio. */
export interface Profile {
  name: ProfileName;
  mediaType: string;
  bitsPerSecond: number;
  /** Filters that the encoder needs after levelling, which is done at the working rate. */
  filters: readonly string[];
  /** Output options for encoder and container; the same input gives the same bytes. */
  encoder: readonly string[];
  /** The demuxer that reads it. */
  container: 'mp3' | 'ogg';
  codec: 'mp3' | 'opus';
  /** The rate that it is decoded to, in samples per second. */
  sampleRate: number;
  /** By how much peaks may exceed the target, in dB, before it is encoded again, and finally reported. */
  peakTolerance: number;
}

export const PROFILE_NAMES = ['speech', 'lean'] as const;
export type ProfileName = (typeof PROFILE_NAMES)[number];

/**
 * The profiles of all stations. Both are mono, as horn loudspeakers are, and limited to the band that these reproduce.
 *
 * - `speech`: MP3, 64 kbit/s, 44.1 kHz: every receiver plays it.
 * - `lean`: Opus, 32 kbit/s: half the data, for stations on metered SIMs.
 */
export const PROFILES: Record<ProfileName, Profile> = {
  speech: {
    name: 'speech',
    mediaType: 'audio/mpeg',
    bitsPerSecond: 64_000,
    // LAME scales everything to 95 % first; this reverts it.
    filters: [`volume=${1 / 0.95}:precision=float`],
    // No Xing frame and no ID3: they contain the encoder's version, and a constant bit rate needs neither.
    encoder: ['-c:a', 'libmp3lame', '-b:a', '64k', '-f', 'mp3', '-write_xing', '0', '-id3v2_version', '0'],
    container: 'mp3',
    codec: 'mp3',
    sampleRate: 44_100,
    // The target is 0.5 dB below the −1 dBTP of EBU R 128.
    peakTolerance: 0.45,
  },
  lean: {
    name: 'lean',
    mediaType: 'audio/ogg',
    bitsPerSecond: 32_000,
    filters: ['aresample=48000'],
    // Unconstrained VBR needs half as much again for a clear voice, whatever the bit rate. Frames of 40 ms are faster to
    // encode and decode than those of 20 ms. Above level 6 encoding takes three times as long, and ffmpeg's own decoder,
    // which many players use, turns some of the result into noise.
    encoder: [
      '-c:a',
      'libopus',
      '-b:a',
      '32k',
      '-vbr',
      'constrained',
      '-compression_level',
      '6',
      '-frame_duration',
      '40',
      '-f',
      'opus',
    ],
    container: 'ogg',
    codec: 'opus',
    sampleRate: 48_000,
    // At this bit rate, single peaks vary a lot. Up to −0.5 dBTP nothing clips, and the loudness stays.
    peakTolerance: 1,
  },
};
