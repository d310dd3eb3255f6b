import { Injectable } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { ThrottleService } from './throttle.service.js';

@Injectable()
export class SignInTick {
  constructor(private readonly throttle: ThrottleService) {}

  @Cron(CronExpression.EVERY_10_MINUTES, { name: 'forget-old-sign-ins' })
  forgetOld(): Promise<void> {
    return this.throttle.forgetOld();
  }
}
