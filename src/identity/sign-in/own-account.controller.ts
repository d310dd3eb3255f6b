import { Body, Controller, Put } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Config } from '../../platform/config/config.js';
import { AnswersNothing } from '../../platform/http/answers-nothing.decorator.js';
import { Refuses } from '../../platform/http/refuses.decorator.js';
import type { Actor } from '../actor.js';
import { NeedsFreshSignIn } from '../fresh-sign-in.decorator.js';
import { By, InSession, OwnAccount } from '../requires.decorator.js';
import { MailAddress, MailAddressSet, NewPassword } from './own-account.schemas.js';
import { OwnAccountService } from './own-account.service.js';
import { WeakPassword, WrongPassword, TooManyPasswordChecks } from '../passwords/passwords.problems.js';

@ApiTags('sessions')
@Controller('people/me')
export class OwnAccountController {
  constructor(
    private readonly account: OwnAccountService,
    private readonly config: Config,
  ) {}

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
  @ApiResponse({ status: 200, standardSchema: MailAddressSet })
  async changeMailAddress(
    @Body({ schema: MailAddress }) { address }: MailAddress,
    @By() actor: Actor,
  ): Promise<MailAddressSet> {
    await this.account.changeMailAddress(address, { by: actor });
    return { address, sendsMail: this.config.settings.SMTP_URL !== undefined };
  }
}
