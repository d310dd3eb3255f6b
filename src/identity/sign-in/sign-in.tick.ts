import { Injectable } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { SignInService } from './sign-in.service.js';

@Injectable()
export class SignInTick {
  constructor(private readonly signIn: SignInService) {}

  @Cron(CronExpression.EVERY_HOUR, { name: 'forget-sign-in-failures' })
  forgetOldFailures(): Promise<void> {
    return this.signIn.forgetOldFailures();
  }
}
