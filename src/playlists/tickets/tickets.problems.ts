import { foreignKeysTo } from '../../platform/database/constraint-problems.js';
import { Problem } from '../../platform/http/problem.js';

/** 401: the ticket in the URL is forged, revoked, expired or for something else, or its station is closed. */
export class TicketNotValid extends Problem {
  constructor() {
    super({
      status: 401,
      code: 'ticket-not-valid',
      detail: 'The ticket in this URL is for something else, expired or revoked; load the list again for a new one.',
    });
  }
}

foreignKeysTo('station', 'feed_ticket_generations_station');
