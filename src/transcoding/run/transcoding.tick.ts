import { Injectable } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { SweepService } from './sweep.service.js';

@Injectable()
export class TranscodingTick {
  constructor(private readonly sweep: SweepService) {}

  /** Nothing that was handed in is left lying for more than a minute. */
  @Cron(CronExpression.EVERY_MINUTE, { name: 'sweep-transcodings' })
  tick(): Promise<void> {
    return this.sweep.run();
  }
}
