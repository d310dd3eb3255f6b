import { Injectable } from '@nestjs/common';
import { ApprovalsQueries } from './approvals.queries.js';

/** Decisions about programs. Each holds for one audio, by its SHA-256, and for no other. */
@Injectable()
export class ApprovalsService {
  constructor(private readonly queries: ApprovalsQueries) {}

  /** The audio that may air, by program; programs that are not approved, not ready or withdrawn are left out. */
  async approvedAudio(programIds: readonly string[]): Promise<Map<string, string>> {
    if (programIds.length === 0) return new Map();
    const rows = await this.queries.approvedAudio(programIds);
    return new Map(rows.map(({ programId, originalSha256 }) => [programId, originalSha256]));
  }
}
