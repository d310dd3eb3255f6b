import { Controller, Get, Param } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Actor } from '../../identity/actor.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import { type Evidence, EvidenceService } from './evidence.service.js';
import { OutcomeView } from './evidence.schemas.js';
import { standingOf } from './slot.js';

@ApiTags('playback')
@Controller('broadcasts/:id/outcome')
export class EvidenceController {
  constructor(private readonly evidence: EvidenceService) {}

  /** What became of a broadcast, with the plays and confirmations that speak for it. */
  @Get()
  @ApiOperation({ summary: 'What became of a broadcast, with the evidence for it' })
  @Requires('playback:read')
  @ApiResponse({ status: 200, standardSchema: OutcomeView })
  async find(@Param('id', { schema: z.uuid() }) id: string, @By() actor: Actor): Promise<OutcomeView> {
    return present(await this.evidence.of(id, actor));
  }
}

const present = ({ broadcast, decided, plays, confirmations }: Evidence): OutcomeView => ({
  broadcastId: broadcast.id,
  stationId: broadcast.stationId,
  startsAt: broadcast.startsAt.toISOString(),
  endsAt: broadcast.endsAt.toISOString(),
  outcome: decided?.outcome ?? null,
  reason: decided?.reason ?? null,
  said: confirmations[0]?.said ?? null,
  provedSeconds: decided?.provedSeconds ?? 0,
  confirmedSeconds: decided?.confirmedSeconds ?? 0,
  decidedAt: decided?.decidedAt.toISOString() ?? null,
  plays: plays.map((play) => ({
    ...play,
    startedAt: play.startedAt.toISOString(),
    endedAt: play.endedAt.toISOString(),
    receivedAt: play.receivedAt.toISOString(),
    // Its instants are corrected already.
    standing: standingOf({ ...play, clockOffsetMs: 0 }, broadcast),
  })),
  confirmations: confirmations.map(({ id, said, reason, note, confirmedBy, confirmedAt }) => ({
    id,
    said,
    reason,
    note,
    confirmedBy,
    confirmedAt: confirmedAt.toISOString(),
  })),
});
