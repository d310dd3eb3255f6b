import type { Program } from './queries.ts';

/** Whether one made it, as far as the program tells; the service knows also who described it. */
export const isOwnWork = ({ createdBy, original }: Program, personId: string): boolean =>
  createdBy.id === personId || original?.uploadedBy.id === personId;
