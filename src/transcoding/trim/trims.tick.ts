import { Injectable } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { TrimsService } from './trims.service.js';

@Injectable()
export class TrimsTick {
  constructor(private readonly trims: TrimsService) {}

  @Cron(CronExpression.EVERY_MINUTE, { name: 'sweep-trims' })
  tick(): Promise<void> {
    return this.trims.sweep();
  }
}
