import { InjectQueue } from '@nestjs/bullmq';
import { Injectable, Logger } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { createTransport } from 'nodemailer';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { deduplicated } from '../../platform/queue/deduplication.js';
import { enqueue } from '../../platform/queue/enqueue.js';
import { SEND_MAIL, MAIL_QUEUE } from './mail.job.js';
import { type DueMail, hasDueMail, markMailed, markMailFailed, takeDueMail } from './mail.queries.js';
import { mailOf } from './mail.js';

/** Longer than an attempt takes; doubled with each further one. */
const RETRY_MINUTES = 2;
/** A notice that could not be sent for so long stays on the person's page only. */
const GIVE_UP_MS = 3 * 86_400_000;

/** How long the mail server may take. */
const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };

type Transport = ReturnType<typeof transportTo>;

/** Sends notices by mail. The rows of `notices` are its outbox: a mail is sent at least once, with the same Message-ID. */
@Injectable()
export class MailRunner {
  private readonly logger = new Logger('mail');

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly config: Config,
    @InjectQueue(MAIL_QUEUE) private readonly queue: Queue,
  ) {}

  async signal(): Promise<void> {
    if (!this.config.settings.SMTP_URL) return;
    await enqueue(this.queue, (queue) => queue.add(SEND_MAIL, {}, deduplicated(SEND_MAIL)));
  }

  /** Signals when mail is due, e.g. because an attempt failed or the queue was lost. */
  async signalDue(): Promise<void> {
    if (await hasDueMail(this.source, this.clock.now())) await this.signal();
  }

  /** Sends all mail that is due and that no other process is sending. */
  async sendDue(): Promise<void> {
    const { SMTP_URL } = this.config.settings;
    if (!SMTP_URL) return;
    const transport = transportTo(SMTP_URL);
    try {
      while (await this.sendNext(transport));
    } finally {
      transport.close();
    }
  }

  private async sendNext(transport: Transport): Promise<boolean> {
    const mail = await this.unitOfWork.run((work) => takeDueMail(work, RETRY_MINUTES));
    if (!mail) return false;
    try {
      await transport.sendMail(mailOf(mail, this.config.settings));
    } catch (err) {
      await this.failed(mail, err);
      return true;
    }
    await this.unitOfWork.run((work) => markMailed(work, mail.id));
    return true;
  }

  private async failed({ id, attempts, toldAt }: DueMail, err: unknown): Promise<void> {
    const isLast = isRefusedForGood(err) || this.clock.now().getTime() - toldAt.getTime() > GIVE_UP_MS;
    const what = { err, noticeId: id, attempts };
    if (isLast) this.logger.error({ ...what, msg: 'a notice could not be sent by mail and is on the page only' });
    else this.logger.warn({ ...what, msg: 'a notice could not be sent by mail; it will be tried again' });
    const error = String(err).slice(0, 1_000);
    await this.unitOfWork.run((work) => markMailFailed(work, id, { error, isLast }));
  }
}

const transportTo = (url: string) =>
  createTransport({ url, pool: true, maxConnections: 1, disableFileAccess: true, disableUrlAccess: true, ...TIMEOUTS });

/** The server refuses this recipient permanently (RFC 5321: 550 to 554); anything else may pass later. */
function isRefusedForGood(err: unknown): boolean {
  if (!(err instanceof Error) || !('code' in err) || !('responseCode' in err)) return false;
  return err.code === 'EENVELOPE' && Number(err.responseCode) >= 550;
}
