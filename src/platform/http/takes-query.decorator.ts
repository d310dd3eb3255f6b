import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiQuery } from '@nestjs/swagger';

/** The key of the metadata that holds its name. */
export const QUERY_PARAMETER = Symbol('a parameter of the query that a guard reads');

/** Declares an optional parameter of the query of a route that has no `@Query`: a guard reads it. */
export const TakesQuery = (name: string, description: string) =>
  applyDecorators(ApiQuery({ name, required: false, description }), SetMetadata(QUERY_PARAMETER, name));
