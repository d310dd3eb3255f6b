import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import type { Program } from '../../programs/program.entity.js';
import { ProgramsService } from '../../programs/programs.service.js';
import { type Fingerprint, fingerprintsNear, putFingerprint, similarTo } from './fingerprints.queries.js';
import { SAME_AUDIO_THRESHOLD, similarity } from './fingerprint.js';

/** A finding that depends on who asks: other programs with the same audio. */
export type SameAudio = {
  code: 'same-audio';
  /** `sameFile`: byte for byte; otherwise it sounds the same. */
  programs: { id: string; title: string; sameFile: boolean }[];
};

/** Re-encoding changes the length by less than this share of it, or this many seconds. */
const LENGTH_MARGIN = { share: 0.02, seconds: 2 };
/** How many fingerprints are compared, those nearest in length first; how many originals and programs are reported. */
const LIMITS = { compared: 500, originals: 50, programs: 20 };
/** One comparison takes a millisecond; after this many, other work gets its turn. */
const COMPARISONS_IN_A_ROW = 10;

/** Fingerprints of all measured originals, and which of them sound the same. */
@Injectable()
export class FingerprintsService {
  constructor(
    private readonly source: DataSource,
    private readonly programs: ProgramsService,
  ) {}

  /**
   * Stores a fingerprint, then looks for similar ones. In this order, of two originals that become ready at the same time
   * at least one finds the other.
   * @returns SHA-256 of the originals that sound the same, whoever owns them
   */
  async add(fingerprint: Fingerprint): Promise<string[]> {
    await putFingerprint(this.source, fingerprint);
    const margin = Math.max(LENGTH_MARGIN.seconds, LENGTH_MARGIN.share * fingerprint.seconds);
    const nearby = await fingerprintsNear(this.source, fingerprint, { margin, limit: LIMITS.compared });
    const same: { sha256: string; score: number }[] = [];
    for (const [index, { sha256, print }] of nearby.entries()) {
      if (index % COMPARISONS_IN_A_ROW === 0) await nextTurn();
      const score = similarity(fingerprint.print, print);
      if (score >= SAME_AUDIO_THRESHOLD) same.push({ sha256, score });
    }
    const best = same.toSorted((one, other) => other.score - one.score).slice(0, LIMITS.originals);
    return best.map(({ sha256 }) => sha256);
  }

  /** The finding about other programs with the same audio, of those that the actor may see; empty when there are none. */
  async duplicatesOf({ id, originalSha256 }: Program, actor: Actor): Promise<SameAudio[]> {
    if (!originalSha256) return [];
    const similar = await similarTo(this.source, originalSha256);
    const found = await this.programs.withOriginal([originalSha256, ...similar], actor);
    const programs = found
      .filter((other) => other.id !== id)
      .map((other) => ({ id: other.id, title: other.title, sameFile: other.originalSha256 === originalSha256 }));
    return programs.length > 0 ? [{ code: 'same-audio', programs: programs.slice(0, LIMITS.programs) }] : [];
  }
}
