import {
  applyDecorators,
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  UseInterceptors,
} from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { map, type Observable } from 'rxjs';
import type { z } from 'zod';

/** What was asked for is stored and will be done later: answered 202, with where to watch it. */
export class Accepted<Body = unknown> {
  constructor(
    readonly location: string,
    readonly body: Body,
  ) {}
}

@Injectable()
class AcceptedInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(
      map((answer: unknown) => {
        if (!(answer instanceof Accepted)) return answer;
        void reply.status(202).header('location', answer.location);
        return answer.body as unknown;
      }),
    );
  }
}

const LOCATION = { Location: { description: 'Where to watch it', schema: { type: 'string' as const } } };

/** Declares that a route may answer 202, by returning `Accepted`. */
export const MayBeAccepted = (standardSchema: z.ZodType, description: string): MethodDecorator =>
  applyDecorators(
    ApiResponse({ status: 202, standardSchema, description, headers: LOCATION }),
    UseInterceptors(AcceptedInterceptor),
  );
