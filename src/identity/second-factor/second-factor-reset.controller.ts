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
import { NoSecondFactor, OwnSecondFactor } from './second-factor.problems.js';
import { PersonEnded, WorksElsewhere } from '../people/people.problems.js';

const ResetSecondFactor = z.strictObject({ because: Because }).meta({ id: 'SecondFactorReset' });
type ResetSecondFactor = z.infer<typeof ResetSecondFactor>;

@ApiTags('people')
@Controller('people/:id/second-factor')
export class SecondFactorResetController {
  constructor(private readonly resets: SecondFactorResetService) {}

  @Post('end')
  @Idempotent()
  @Requires('people:manage')
  @NeedsFreshSignIn(WorksElsewhere)
  @AnswersNothing()
  @ApiOperation({ summary: 'Remove the second factor of somebody who lost their phone and recovery codes' })
  @Refuses(NoSecondFactor, OwnSecondFactor, PersonEnded)
  async end(
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: ResetSecondFactor }) { because }: ResetSecondFactor,
    @By() actor: Actor,
  ): Promise<void> {
    await this.resets.reset(id, { because, by: actor });
  }
}
