import { Injectable } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { SweepService } from './sweep.service.js';

@Injectable()
export class TranscodingTick {
  constructor(private readonly sweep: SweepService) {}

  @Cron(CronExpression.EVERY_MINUTE, { name: 'sweep-transcodings' })
  tick(): Promise<void> {
    return this.sweep.run();
  }
}
