import { ApiResponse } from '@nestjs/swagger';
import { z } from 'zod';

/** A problem document on the wire (RFC 9457). */
const ProblemView = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string().describe('Stable, for programs'),
  detail: z.string().describe('For people'),
  requestId: z.string().optional(),
});

const schema = z.toJSONSchema(ProblemView) as Record<string, unknown>;
const retryAfter = { description: 'Seconds to wait; add jitter', schema: { type: 'integer' as const } };

/**
 * Documents a problem that a route may answer with.
 * @param description the codes it may have, and when
 */
export const Refuses = (status: number, description: string) =>
  ApiResponse({
    status,
    description,
    content: { 'application/problem+json': { schema } },
    ...(status === 429 || status === 503 ? { headers: { 'Retry-After': retryAfter } } : {}),
  });
