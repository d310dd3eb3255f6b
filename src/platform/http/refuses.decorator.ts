import { ApiResponse } from '@nestjs/swagger';
import { z } from 'zod';

/** How a failure is told on the wire (RFC 9457). */
const ProblemView = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string().describe('Stable: programs act on it'),
  detail: z.string().describe('For people'),
  requestId: z.string().optional(),
});

const schema = z.toJSONSchema(ProblemView) as Record<string, unknown>;
const retryAfter = { description: 'Seconds to wait, and jitter on top', schema: { type: 'integer' as const } };

/**
 * Describes an answer by which a route refuses, a problem document.
 * @param description the codes it may have, and when
 */
export const Refuses = (status: number, description: string) =>
  ApiResponse({
    status,
    description,
    content: { 'application/problem+json': { schema } },
    ...(status === 429 || status === 503 ? { headers: { 'Retry-After': retryAfter } } : {}),
  });
