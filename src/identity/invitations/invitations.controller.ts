import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Open } from '../../platform/http/open.decorator.js';
import { Refuses } from '../../platform/http/refuses.decorator.js';
import { addNotes } from '../../platform/http/server/request-log.js';
import { PersonName } from '../people/people.schemas.js';
import { AcceptedInvitation } from './invitations.schemas.js';
import { InvitationsService } from './invitations.service.js';
import { NotIdempotent } from '../idempotency/idempotency.decorator.js';
import { WeakPassword, TooManyPasswordChecks } from '../passwords/passwords.problems.js';
import { InvitationNotUsable } from '../identity.problems.js';

@ApiTags('people')
@Controller('invitations')
export class InvitationsController {
  constructor(private readonly invitations: InvitationsService) {}

  @Post('accept')
  @NotIdempotent('signs-in')
  @Open()
  @HttpCode(200)
  @ApiOperation({ summary: 'Choose a password with a one-time code; then sign in' })
  @ApiResponse({ status: 200, standardSchema: PersonName })
  @Refuses(WeakPassword, InvitationNotUsable, TooManyPasswordChecks)
  async accept(
    @Body({ schema: AcceptedInvitation }) body: AcceptedInvitation,
    @Req() request: FastifyRequest,
  ): Promise<PersonName> {
    const { id, login, name } = await this.invitations.accept(body, request.ip);
    addNotes(request, { person: id });
    return { id, login, name };
  }
}
