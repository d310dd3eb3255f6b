import { Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { IdempotencyService } from './idempotency.service.js';

@Injectable()
export class IdempotencyTick {
  constructor(private readonly idempotency: IdempotencyService) {}

  @Cron('0 25 * * * *', { name: 'forget-idempotency-keys' })
  forgetOldKeys(): Promise<void> {
    return this.idempotency.forgetOldKeys();
  }
}
