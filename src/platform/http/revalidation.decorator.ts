import { applyDecorators } from '@nestjs/common';
import { ApiHeader, ApiResponse } from '@nestjs/swagger';

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
