/** The names of the security schemes in the OpenAPI document: see `Requires` and `ForDevices`. */
export const PERSON = 'person';
export const SESSION_COOKIE = 'session';
export const DEVICE = 'device';
