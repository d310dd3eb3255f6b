import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import QRCode from 'qrcode';
import { AnswersNothing } from '../../platform/http/answers-nothing.decorator.js';
import { Config } from '../../platform/config/config.js';
import { Refuses } from '../../platform/http/refuses.decorator.js';
import type { Actor } from '../actor.js';
import { NotIdempotent } from '../idempotency/idempotency.decorator.js';
import { NeedsFreshSignIn } from '../fresh-sign-in.decorator.js';
import { By, InSession, OwnAccount } from '../requires.decorator.js';
import { requiresSecondFactor } from './required-second-factor.js';
import { shownSecondFactor } from './second-factor.queries.js';
import {
  GivenOtp,
  NewSecondFactor,
  RecoveryCodesView,
  SecondFactorSetupView,
  SecondFactorView,
} from './second-factor.schemas.js';
import { SecondFactorService } from './second-factor.service.js';
import {
  WrongOtp,
  SecondFactorNotBegun,
  NoSecondFactor,
  SecondFactorRequired,
  OtpNeeded,
  TooManyCodes,
} from './second-factor.problems.js';

@ApiTags('sessions')
@Controller('people/me/second-factor')
@OwnAccount()
export class SecondFactorController {
  constructor(
    private readonly secondFactor: SecondFactorService,
    private readonly source: DataSource,
    private readonly config: Config,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Whether you have a second factor, and whether your roles require one' })
  @ApiResponse({ status: 200, standardSchema: SecondFactorView })
  async show(@By() actor: Actor): Promise<SecondFactorView> {
    const shown = await shownSecondFactor(this.source, actor.id);
    return {
      on: shown !== undefined,
      required: requiresSecondFactor(actor, this.config),
      since: shown?.since.toISOString() ?? null,
      recoveryCodesLeft: shown?.recoveryCodesLeft ?? 0,
    };
  }

  @Post()
  @NotIdempotent('answers-a-secret')
  @NeedsFreshSignIn(OtpNeeded, WrongOtp)
  @ApiOperation({
    summary: 'Begin to set up a second factor, or another one in place of it',
    description: 'Enter the secret in an authenticator app and confirm it with a first code.',
  })
  @ApiResponse({ status: 201, standardSchema: SecondFactorSetupView })
  @Refuses(TooManyCodes)
  async begin(
    @Body({ schema: NewSecondFactor }) { otp }: NewSecondFactor,
    @By() actor: Actor,
  ): Promise<SecondFactorSetupView> {
    const { otpauthUri, secret, expiresAt } = await this.secondFactor.begin({ by: actor, otp });
    const qrSvg = await QRCode.toString(otpauthUri, { type: 'svg' });
    return { otpauthUri, secret, qrSvg, expiresAt: expiresAt.toISOString() };
  }

  @Post('confirmation')
  @NotIdempotent('answers-a-secret')
  @HttpCode(200)
  @ApiOperation({ summary: 'Confirm with a first code of the app; your other sessions end' })
  @ApiResponse({ status: 200, standardSchema: RecoveryCodesView })
  @Refuses(WrongOtp, SecondFactorNotBegun)
  async confirm(
    @Body({ schema: GivenOtp }) { otp }: GivenOtp,
    @By() actor: Actor,
    @InSession() sessionId: string,
  ): Promise<RecoveryCodesView> {
    return { recoveryCodes: await this.secondFactor.confirm(otp, { by: actor, sessionId }) };
  }

  @Post('recovery-codes')
  @NotIdempotent('answers-a-secret')
  @NeedsFreshSignIn(WrongOtp)
  @ApiOperation({ summary: 'Make ten new recovery codes; the earlier ones no longer work' })
  @ApiResponse({ status: 201, standardSchema: RecoveryCodesView })
  @Refuses(NoSecondFactor, TooManyCodes)
  async renewRecoveryCodes(
    @Body({ schema: GivenOtp }) { otp }: GivenOtp,
    @By() actor: Actor,
  ): Promise<RecoveryCodesView> {
    return { recoveryCodes: await this.secondFactor.renewRecoveryCodes(otp, { by: actor }) };
  }

  @Post('end')
  @NotIdempotent('signs-in')
  @NeedsFreshSignIn(WrongOtp)
  @AnswersNothing()
  @ApiOperation({ summary: 'Remove your second factor' })
  @Refuses(SecondFactorRequired, NoSecondFactor, TooManyCodes)
  async end(@Body({ schema: GivenOtp }) { otp }: GivenOtp, @By() actor: Actor): Promise<void> {
    await this.secondFactor.end(otp, { by: actor });
  }
}
