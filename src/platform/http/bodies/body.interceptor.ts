import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { Config } from '../../config/config.js';
import { parseJsonBody, UnparsedJson } from './unparsed-json.js';

/** Parses the JSON body of a request that the guards have admitted; a refused one never gets here. */
@Injectable()
export class BodyInterceptor implements NestInterceptor {
  constructor(private readonly config: Config) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (request.body instanceof UnparsedJson) {
      const { BODY_MAX_DEPTH, BODY_MAX_VALUES, BODY_MAX_MEMBERS, BODY_MAX_BYTES } = this.config.settings;
      request.body = await parseJsonBody(request.body, {
        maxBytes: request.routeOptions.bodyLimit ?? BODY_MAX_BYTES,
        maxDepth: BODY_MAX_DEPTH,
        maxValues: BODY_MAX_VALUES,
        maxMembers: BODY_MAX_MEMBERS,
      });
    }
    return next.handle();
  }
}
