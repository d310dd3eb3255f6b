import { setTimeout as pause } from 'node:timers/promises';
import { MediaStore } from '../../src/platform/storage/media-store.js';
import type { Finding } from '../../src/transcoding/findings/findings.js';
import { PROFILE_NAMES, PROFILES, type ProfileName } from '../../src/transcoding/rendition/profiles.js';
import { RenditionsService } from '../../src/transcoding/rendition/renditions.service.js';
import { TranscodingsService } from '../../src/transcoding/requests/transcodings.service.js';
import type { BenchService } from '../support/bench-service.js';
import { type Heard, listenByHand } from '../support/ffmpeg-by-hand.js';

/** How one input ended. */
export interface Trial {
  /** `ready`, or the code of the refusal. */
  end: string;
  shortfall: string | null;
  before: number | null;
  /** Every rendition, decoded and measured by ffmpeg's own meter. */
  heard: Heard[];
  /** Their files, in the same order. */
  renditions: { profile: ProfileName; path: string }[];
  findings: Finding[];
}

const POLL_MS = 50;
const TARGET = { lufs: -16, truePeak: -1, leanPeak: -0.5 };
const TOLERANCE_LU = 0.5;
/** The meter prints tenths. */
const EXACTNESS = 0.051;

export const isNear = ({ heard }: Trial): boolean =>
  heard.every(({ lufs }) => Math.abs(lufs - TARGET.lufs) <= TOLERANCE_LU + EXACTNESS);
/** The limit for the MP3; Opus may exceed it a little, see docs/transcoding.md. */
export const isBelowPeak = ({ heard: [speech, lean] }: Trial): boolean =>
  !speech || !lean || (speech.truePeak <= TARGET.truePeak && lean.truePeak <= TARGET.leanPeak + EXACTNESS);

/** Waits until an original is transcoded or refused, and measures its renditions. */
export async function trialOf(service: Pick<BenchService, 'get'>, original: string): Promise<Trial> {
  const transcodings = service.get(TranscodingsService);
  let row = await transcodings.find(original);
  for (; !row?.isOver(); row = await transcodings.find(original)) await pause(POLL_MS);
  const { heard, renditions }: Pick<Trial, 'heard' | 'renditions'> = { heard: [], renditions: [] };
  for (const profile of row.state === 'ready' ? PROFILE_NAMES : []) {
    const rendition = (await service.get(RenditionsService).find([original], profile)).get(original);
    if (!rendition) throw new Error(`there is no ${profile} rendition`);
    const path = service.get(MediaStore).pathOf('rendition', rendition.sha256);
    renditions.push({ profile, path });
    heard.push(await listenByHand(path, PROFILES[profile].codec));
  }
  const { state, refusalCode, measured, findings } = row;
  return {
    end: refusalCode ?? state,
    shortfall: measured?.shortfall ?? null,
    before: measured?.before.lufs ?? null,
    heard,
    renditions,
    findings,
  };
}
