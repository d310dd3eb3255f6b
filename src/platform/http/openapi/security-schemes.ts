/** The names of the security schemes in the OpenAPI document: see `Requires`, `ForDevices` and `ForDevicesAndPlayers`. */
export const PERSON = 'person';
export const SESSION_COOKIE = 'session';
export const DEVICE = 'device';
export const TICKET = 'ticket';
