import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Observable, tap } from 'rxjs';
import { Accepted } from '../accepted.js';
import { etagOf } from './if-match.js';

/** Sends the `revision` of the answer as its `ETag`, if it shows something. */
@Injectable()
export class ETagInterceptor<View extends { revision: string } | Accepted> implements NestInterceptor<View, View> {
  intercept(context: ExecutionContext, next: CallHandler<View>): Observable<View> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(
      tap((view) => {
        if (!(view instanceof Accepted)) void reply.header('etag', etagOf(view.revision));
      }),
    );
  }
}
