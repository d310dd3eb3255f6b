import { answerOf, api } from '../../api/client.ts';
import { queryOptions } from '../../api/query.ts';
import { withFreshSignIn } from '../../parts/fresh-sign-in.ts';

export const sessionsQuery = queryOptions({
  queryKey: ['account', 'sessions'],
  queryFn: () => answerOf(api.GET('/api/v1/sessions', { params: { query: { limit: 50 } } })),
});

export const noticesQuery = queryOptions({
  queryKey: ['account', 'notices'],
  queryFn: () => answerOf(api.GET('/api/v1/people/me/notices', { params: { query: { limit: 20 } } })),
});

export const changePassword = (body: { currentPassword: string; newPassword: string }) =>
  api.PUT('/api/v1/people/me/password', { body });

export const renewRecoveryCodes = (otp: string) =>
  withFreshSignIn(() => answerOf(api.POST('/api/v1/people/me/second-factor/recovery-codes', { body: { otp } })));

export const endFactor = (otp: string) =>
  withFreshSignIn(async () => void (await api.POST('/api/v1/people/me/second-factor/end', { body: { otp } })));

export const endSession = (id: string) => api.DELETE('/api/v1/sessions/{id}', { params: { path: { id } } });

export const markRead = (upTo: string) => api.POST('/api/v1/people/me/notices/read', { body: { upTo } });

export const setMailAddress = (address: string | null) =>
  withFreshSignIn(() => answerOf(api.PUT('/api/v1/people/me/mail-address', { body: { address } })));
