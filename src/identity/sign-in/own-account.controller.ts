import { Body, Controller, Put } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { AnswersNothing } from '../../platform/http/answers-nothing.decorator.js';
import { Refuses } from '../../platform/http/refuses.decorator.js';
import type { Actor } from '../actor.js';
import { NeedsFreshSignIn } from '../fresh-sign-in.decorator.js';
import { By, InSession, OwnAccount } from '../requires.decorator.js';
import { MailAddress, NewPassword } from './own-account.schemas.js';
import { OwnAccountService } from './own-account.service.js';
import { WeakPassword, WrongPassword, TooManyPasswordChecks } from '../passwords/passwords.problems.js';

@ApiTags('sessions')
@Controller('people/me')
export class OwnAccountController {
  constructor(private readonly account: OwnAccountService) {}

  @Put('password')
  @OwnAccount()
  @AnswersNothing()
  @ApiOperation({ summary: 'Change your password; all your other sessions end' })
  @Refuses(WeakPassword, WrongPassword, TooManyPasswordChecks)
  async changePassword(
    @Body({ schema: NewPassword }) body: NewPassword,
    @By() actor: Actor,
    @InSession() sessionId: string,
  ): Promise<void> {
    await this.account.changePassword(body, { by: actor, sessionId });
  }

  @Put('mail-address')
  @OwnAccount()
  @NeedsFreshSignIn()
  @ApiOperation({ summary: 'Set where notices about your account go by mail; null: nowhere' })
  @ApiResponse({ status: 200, standardSchema: MailAddress })
  async changeMailAddress(
    @Body({ schema: MailAddress }) { address }: MailAddress,
    @By() actor: Actor,
  ): Promise<MailAddress> {
    await this.account.changeMailAddress(address, { by: actor });
    return { address };
  }
}
