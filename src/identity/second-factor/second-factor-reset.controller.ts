import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { AnswersNothing } from '../../platform/http/answers-nothing.decorator.js';
import { Refuses } from '../../platform/http/refuses.decorator.js';
import { Because } from '../../platform/http/wire.schemas.js';
import type { Actor } from '../actor.js';
import { Idempotent } from '../idempotency/idempotency.decorator.js';
import { NeedsFreshSignIn } from '../fresh-sign-in.decorator.js';
import { By, Requires } from '../requires.decorator.js';
import { SecondFactorResetService } from './second-factor-reset.service.js';

const ResetSecondFactor = z.object({ because: Because });
type ResetSecondFactor = z.infer<typeof ResetSecondFactor>;

@ApiTags('people')
@Controller('people/:id/second-factor')
export class SecondFactorResetController {
  constructor(private readonly resets: SecondFactorResetService) {}

  @Post('reset')
  @Idempotent()
  @Requires('people:manage')
  @NeedsFreshSignIn('works-elsewhere')
  @AnswersNothing()
  @ApiOperation({ summary: 'Take off the second factor of somebody who lost phone and recovery codes' })
  @Refuses(409, 'no-second-factor, own-second-factor or person-ended')
  async reset(
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: ResetSecondFactor }) { because }: ResetSecondFactor,
    @By() actor: Actor,
  ): Promise<void> {
    await this.resets.reset(id, { because, by: actor });
  }
}
