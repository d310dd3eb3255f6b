import { foreignKeysTo } from '../../platform/database/constraint-problems.js';
import { problem } from '../../platform/http/problem.js';

/** 401: the ticket in the URL is forged, has ended or expired, or is for something else, or its station is closed. */
export class TicketNotValid extends problem({
  status: 401,
  code: 'ticket-not-valid',
  vi: 'Vé trong địa chỉ này dành cho thứ khác, đã hết hạn hoặc bị thu hồi; hãy tải lại danh sách để có vé mới.',
  en: 'The ticket in this URL is for something else, expired or ended; load the list again for a new one.',
}) {}

foreignKeysTo('station', 'feed_ticket_generations_station');
