import { Processor, WorkerHost } from '@nestjs/bullmq';
import { MAIL_QUEUE } from './mail.job.js';
import { MailRunner } from './mail.runner.js';

@Processor(MAIL_QUEUE)
export class MailProcessor extends WorkerHost {
  constructor(private readonly mail: MailRunner) {
    super();
  }

  process(): Promise<void> {
    return this.mail.sendDue();
  }
}
