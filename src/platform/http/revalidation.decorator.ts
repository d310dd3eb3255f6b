import { applyDecorators } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiHeader, ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';

/** Response headers of a route with `TakesIfNoneMatch`. */
export const REVALIDATED = {
  ETag: { description: 'For `If-None-Match` of the next request', schema: { type: 'string' as const } },
};

/** Declares that a route takes `If-None-Match`: a client that holds what it would get is answered 304. */
export const TakesIfNoneMatch = () =>
  applyDecorators(
    ApiHeader({
      name: 'If-None-Match',
      required: false,
      description: 'The `ETag` of what the client holds',
      schema: { type: 'string' },
    }),
    ApiResponse({ status: 304, description: 'The client holds what it would get', headers: REVALIDATED }),
  );

/** Declares a route that answers 200 with this, and 304 to a client that holds the same: for what is asked again and again. */
export const AnswersUnlessHeld = (standardSchema: z.ZodType) =>
  applyDecorators(
    RouteConfig({ answersUnlessHeld: true }),
    TakesIfNoneMatch(),
    ApiResponse({ status: 200, standardSchema, headers: REVALIDATED }),
  );

/** Whether a route with this configuration in Fastify has `AnswersUnlessHeld`. */
export const isAnsweredUnlessHeld = (routeConfig: unknown): boolean =>
  (routeConfig as { answersUnlessHeld?: boolean } | undefined)?.answersUnlessHeld === true;
