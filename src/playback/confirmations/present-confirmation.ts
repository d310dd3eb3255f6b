import type { Confirmation } from './confirmations.queries.js';
import type { ConfirmationView } from './confirmations.schemas.js';

export const presentConfirmation = ({
  id,
  said,
  reason,
  note,
  confirmedBy,
  confirmedAt,
}: Confirmation): ConfirmationView => ({
  id,
  said,
  reason,
  note,
  confirmedBy,
  confirmedAt: confirmedAt.toISOString(),
});
