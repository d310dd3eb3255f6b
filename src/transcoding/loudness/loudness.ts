/** How loud something is, by ITU-R BS.1770 and EBU R 128. */
export interface Loudness {
  /** Integrated loudness in LUFS; null when it is too short or too quiet to have any. */
  lufs: number | null;
  /** Loudness range in LU. */
  range: number;
  /** In dBTP; null for digital silence. */
  truePeak: number | null;
}

/** A measured length of sound. */
export interface Measured extends Loudness {
  seconds: number;
}

/** Length of the blocks that loudness is made of (EBU Tech 3341), in seconds: what is shorter has none. */
export const BLOCK_SECONDS = 0.4;

/** The absolute gate of BS.1770: what is not louder does not count. */
export const GATE_LUFS = -70;
