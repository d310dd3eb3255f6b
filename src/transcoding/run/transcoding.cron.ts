import { Injectable } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { Sweep } from './sweep.js';

@Injectable()
export class TranscodingCron {
  constructor(private readonly sweep: Sweep) {}

  /** Nothing that was handed in is left lying for more than a minute. */
  @Cron(CronExpression.EVERY_MINUTE, { name: 'sweep-transcodings' })
  tick(): Promise<void> {
    return this.sweep.run();
  }
}
