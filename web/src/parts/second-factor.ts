import { answerOf, api } from '../api/client.ts';
import { queryOptions } from '../api/query.ts';
import { withFreshSignIn } from './fresh-sign-in.ts';

export const factorQuery = queryOptions({
  queryKey: ['account', 'factor'],
  queryFn: () => answerOf(api.GET('/api/v1/people/me/second-factor')),
});

/** @param otp needed when one is in force, which the new one replaces */
export const beginFactor = (otp: string | undefined) =>
  withFreshSignIn(() => answerOf(api.POST('/api/v1/people/me/second-factor', { body: otp ? { otp } : {} })));

export const confirmFactor = (otp: string) =>
  answerOf(api.POST('/api/v1/people/me/second-factor/confirmation', { body: { otp } }));
