import { Injectable } from '@nestjs/common';
import { OnEvent } from '@nestjs/event-emitter';
import { MailRunner } from './mail.runner.js';
import { NoticeTold } from './notice-told.event.js';

/** Signals the mail of a notice at once. If this process ends before, the tick finds the row. */
@Injectable()
export class NoticesListener {
  constructor(private readonly mail: MailRunner) {}

  @OnEvent(NoticeTold.name)
  told(): Promise<void> {
    return this.mail.signal();
  }
}
