/** One way in which audio is made ready for stations. */
export interface Profile {
  name: ProfileName;
  mediaType: string;
  bitsPerSecond: number;
  /** What the encoder needs done to the levelled sound, which is at the working rate. */
  filters: readonly string[];
  /** Output options of the encoder and the container; the same input gives the same bytes. */
  encoder: readonly string[];
  /** How it is read back. */
  container: 'mp3' | 'ogg';
  codec: 'mp3' | 'opus';
  /** What it is decoded to, in samples per second. */
  sampleRate: number;
  /** By how much a peak may pass the highest true peak, in dB, before it is encoded again, and told in the end. */
  peakTolerance: number;
}

export const PROFILE_NAMES = ['speech', 'lean'] as const;
export type ProfileName = (typeof PROFILE_NAMES)[number];

/**
 * What every station's audio is made as. Both are mono (a horn is) and band limited to what a horn can sound.
 *
 * - `speech`: MP3, 64 kbit/s, 44.1 kHz: every receiver plays it.
 * - `lean`: Opus, 32 kbit/s: half the data, for stations on metered SIMs.
 */
export const PROFILES: Record<ProfileName, Profile> = {
  speech: {
    name: 'speech',
    mediaType: 'audio/mpeg',
    bitsPerSecond: 64_000,
    // LAME turns everything down to 95 % before it begins; this undoes it.
    filters: [`volume=${1 / 0.95}:precision=float`],
    // No Xing frame and no ID3: they carry the encoder's version, and a constant bit rate needs neither.
    encoder: ['-c:a', 'libmp3lame', '-b:a', '64k', '-f', 'mp3', '-write_xing', '0', '-id3v2_version', '0'],
    container: 'mp3',
    codec: 'mp3',
    sampleRate: 44_100,
    // What is aimed at is 0.5 dB below EBU R 128's −1 dBTP.
    peakTolerance: 0.45,
  },
  lean: {
    name: 'lean',
    mediaType: 'audio/ogg',
    bitsPerSecond: 32_000,
    filters: ['aresample=48000'],
    // Unconstrained, it takes half as much again for a clear voice, whatever the bit rate says. Frames of 40 ms are
    // quicker to make and to play than those of 20 ms. Above 6 the encoder takes three times as long, and ffmpeg's own
    // decoder (in many players) makes noise of some of it.
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
    // At its bit rate, single peaks come out anywhere. Up to −0.5 dBTP nothing clips, and it keeps its loudness.
    peakTolerance: 1,
  },
};
