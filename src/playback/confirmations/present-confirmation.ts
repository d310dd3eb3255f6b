import type { Confirmation } from './confirmations.queries.js';
import type { ConfirmationView } from './confirmations.schemas.js';

export const presentConfirmation = (confirmation: Confirmation): ConfirmationView => ({
  id: confirmation.id,
  tap: confirmation.tap,
  said: confirmation.said,
  reason: confirmation.reason,
  note: confirmation.note,
  confirmedBy: confirmation.confirmedBy,
  saidAt: confirmation.saidAt.toISOString(),
  confirmedAt: confirmation.confirmedAt.toISOString(),
});
