import { applyDecorators, createParamDecorator, type ExecutionContext, UseInterceptors } from '@nestjs/common';
import { ApiHeader, ApiResponse } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Accepted } from '../accepted.js';
import { InvalidRequest } from '../http.problems.js';
import { Refuses } from '../refuses.decorator.js';
import { ETagInterceptor } from './etag.interceptor.js';
import { revisionsIn, type SeenRevisions } from './if-match.js';
import { PreconditionFailed, PreconditionRequired } from './revisions.problems.js';

/** In a view: which state of the thing it shows. */
export const Revision = z.string().describe('The ETag, without its quotes: changes with every change of it');

type RevisedHandler = (...parameters: never[]) => Promise<{ revision: string } | Accepted>;

const ETAG = { description: 'For `If-Match` of a change', schema: { type: 'string' as const } };

/** Declares the answer of a route that shows one thing; its `revision` is sent as `ETag`. */
export const AnswersWithETag =
  (status: number, standardSchema: z.ZodType<{ revision: string }>) =>
  <Handler extends RevisedHandler>(
    target: object,
    key: string | symbol,
    descriptor: TypedPropertyDescriptor<Handler>,
  ): void =>
    applyDecorators(ApiResponse({ status, standardSchema, headers: { ETag: ETAG } }), UseInterceptors(ETagInterceptor))(
      target,
      key,
      descriptor,
    );

const needsIfMatch = applyDecorators(
  ApiHeader({ name: 'If-Match', required: true, description: 'The `ETag` that came with what is changed' }),
  Refuses(InvalidRequest, PreconditionFailed, PreconditionRequired),
);

const declareIfMatch: ParameterDecorator = (target, key) => {
  const descriptor = key === undefined ? undefined : Object.getOwnPropertyDescriptor(target, key);
  if (key !== undefined && descriptor) needsIfMatch(target, key, descriptor);
};

/**
 * Parameter: the revisions that the client has seen, from `If-Match`. The route then requires this header, and OpenAPI
 * says so.
 */
export const IfMatch = createParamDecorator(
  (_: unknown, context: ExecutionContext): SeenRevisions =>
    revisionsIn(context.switchToHttp().getRequest<FastifyRequest>().headers['if-match']),
  [declareIfMatch],
);
