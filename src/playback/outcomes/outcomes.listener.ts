import { Injectable } from '@nestjs/common';
import { OnEvent } from '@nestjs/event-emitter';
import { OutcomesAsked } from './outcomes-asked.event.js';
import { OutcomesService } from './outcomes.service.js';

/** Signals workers once a request has asked for outcomes. A tick signals what was missed: the rows are stored. */
@Injectable()
export class OutcomesListener {
  constructor(private readonly outcomes: OutcomesService) {}

  @OnEvent(OutcomesAsked.name)
  asked(event: OutcomesAsked): Promise<void> {
    return this.outcomes.enqueue(event);
  }
}
