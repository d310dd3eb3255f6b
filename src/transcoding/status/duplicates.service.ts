import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/actor.js';
import type { Program } from '../../programs/program.entity.js';
import { ProgramsService } from '../../programs/programs.service.js';
import { FingerprintsService } from '../fingerprint/fingerprints.service.js';

/** Other programs with the same audio, as one person is told of them. */
export type SameAudio = {
  code: 'same-audio';
  /** `sameFile`: byte for byte; otherwise it sounds the same. */
  programs: { id: string; title: string; sameFile: boolean }[];
};

/** More would not be read. */
const MOST = 20;

/** Tells who looks at a program which others have the same audio: of those that this person may see. */
@Injectable()
export class DuplicatesService {
  constructor(
    private readonly programs: ProgramsService,
    private readonly fingerprints: FingerprintsService,
  ) {}

  async of({ id, originalSha256 }: Program, actor: Actor): Promise<SameAudio[]> {
    if (!originalSha256) return [];
    const alike = await this.fingerprints.alike(originalSha256);
    const found = await this.programs.withOriginal([originalSha256, ...alike], actor);
    const programs = found
      .filter((other) => other.id !== id)
      .map((other) => ({ id: other.id, title: other.title, sameFile: other.originalSha256 === originalSha256 }));
    return programs.length > 0 ? [{ code: 'same-audio', programs: programs.slice(0, MOST) }] : [];
  }
}
