import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { ProgramsService } from '../../programs/programs.service.js';
import { FingerprintsService } from '../fingerprint/fingerprints.service.js';
import { TranscodingsService } from '../requests/transcodings.service.js';
import { TrimsService } from '../trim/trims.service.js';
import { presentTranscoding } from './present-transcoding.js';
import type { TranscodingView } from './transcoding.schemas.js';

/** The transcoding of a program's audio, as one person may see it. */
@Injectable()
export class TranscodingViews {
  constructor(
    private readonly programs: ProgramsService,
    private readonly transcodings: TranscodingsService,
    private readonly trims: TrimsService,
    private readonly fingerprints: FingerprintsService,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound outside the actor's reach */
  async of(programId: string, actor: Actor): Promise<TranscodingView> {
    const program = await this.programs.findVisible(programId, actor);
    const { originalSha256, state } = program;
    const transcoding = originalSha256 ? await this.transcodings.find(originalSha256) : null;
    const trim = originalSha256 ? await this.trims.lastOf(programId, originalSha256) : null;
    const isCancelled = state === 'cancelled';
    const shown = presentTranscoding(transcoding, { trim, isCancelled, now: this.clock.now() });
    const duplicates = await this.fingerprints.duplicatesOf(program, actor);
    const hasCover = !isCancelled && typeof transcoding?.source?.picture === 'number';
    const cover = hasCover ? { cover: `/api/v1/programs/${programId}/transcoding/cover` } : {};
    const suggestions = { ...shown.suggestions, ...cover };
    return { ...shown, suggestions, findings: [...shown.findings, ...duplicates] };
  }
}
