import { SetMetadata } from '@nestjs/common';

export const OPEN = Symbol('open to everybody');

/** Marks a route that needs no sign-in. Every other route must declare what it requires. */
export const Open = () => SetMetadata(OPEN, true);
