import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import type { OutcomeRules } from './decide-outcome.js';

/** The rules by which outcomes are decided in this installation, as of now. */
@Injectable()
export class OutcomeRulebook {
  constructor(
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  now(): OutcomeRules {
    const { MISSED_AFTER_MINUTES, AIRED_FROM_PERCENT } = this.config.settings;
    return { now: this.clock.now(), missedAfterMinutes: MISSED_AFTER_MINUTES, airedFrom: AIRED_FROM_PERCENT / 100 };
  }
}
