import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { LeftoversService } from './leftovers.service.js';

@Injectable()
export class LeftoversTick implements OnApplicationBootstrap {
  constructor(private readonly leftovers: LeftoversService) {}

  onApplicationBootstrap(): Promise<void> {
    return this.leftovers.remove();
  }

  @Cron(CronExpression.EVERY_HOUR, { name: 'remove-abandoned-uploads' })
  tick(): Promise<void> {
    return this.leftovers.remove();
  }
}
