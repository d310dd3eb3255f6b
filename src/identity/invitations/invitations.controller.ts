import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Open } from '../../platform/http/open.decorator.js';
import { PersonName } from '../people/people.schemas.js';
import { AcceptedInvitation } from './invitations.schemas.js';
import { InvitationsService } from './invitations.service.js';

@ApiTags('people')
@Controller('invitations')
export class InvitationsController {
  constructor(private readonly invitations: InvitationsService) {}

  @Post('accept')
  @Open()
  @HttpCode(200)
  @ApiOperation({ summary: 'Choose a password with a one-time code; then sign in' })
  @ApiResponse({ status: 200, standardSchema: PersonName })
  @ApiResponse({ status: 400, description: 'weak-password' })
  @ApiResponse({ status: 404, description: 'invitation-not-usable' })
  async accept(@Body({ schema: AcceptedInvitation }) body: AcceptedInvitation): Promise<PersonName> {
    const { id, login, name } = await this.invitations.accept(body);
    return { id, login, name };
  }
}
