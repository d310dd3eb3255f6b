import { Injectable } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { MailRunner } from './mail.runner.js';

@Injectable()
export class MailTick {
  constructor(private readonly mail: MailRunner) {}

  @Cron(CronExpression.EVERY_MINUTE, { name: 'signal-due-mail', waitForCompletion: true })
  signalDue(): Promise<void> {
    return this.mail.signalDue();
  }
}
