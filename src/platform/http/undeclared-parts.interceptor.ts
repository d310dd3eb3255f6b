import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { UNKNOWN } from '../words/faults.js';
import { InvalidRequest } from './http.problems.js';
import type { FieldFault } from './problem.js';
import { QUERY_PARAMETER } from './takes-query.decorator.js';
import { MOST_FAULTS, pointerTo } from './validation.pipe.js';

const NO_BODY_HERE = { vi: 'ở đây không nhận nội dung nào', en: 'no body is taken here' };

/** Refuses parameters of the query, and members of a body, where a route declares no query or no body at all. */
@Injectable()
export class UndeclaredPartsInterceptor implements NestInterceptor {
  constructor(private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { query, body } = context.switchToHttp().getRequest<FastifyRequest>();
    const faults: FieldFault[] = [];
    if (!declares(context, RouteParamtypes.QUERY)) faults.push(...this.faultsOfQuery(query, context));
    if (!declares(context, RouteParamtypes.BODY)) faults.push(...faultsOfBody(body));
    if (faults.length > 0) throw new InvalidRequest(faults.slice(0, MOST_FAULTS));
    return next.handle();
  }

  private faultsOfQuery(query: unknown, context: ExecutionContext): FieldFault[] {
    const targets = [context.getHandler(), context.getClass()];
    const known = this.reflector.getAllAndOverride<string | undefined>(QUERY_PARAMETER, targets);
    return membersOf(query).flatMap((name) => (name === known ? [] : [{ pointer: pointerTo(name), message: UNKNOWN }]));
  }
}

/** Whether the method of the controller has such a parameter. */
function declares(context: ExecutionContext, kind: RouteParamtypes): boolean {
  const parameters: unknown = Reflect.getMetadata(ROUTE_ARGS_METADATA, context.getClass(), context.getHandler().name);
  return membersOf(parameters).some((key) => key.startsWith(`${kind}:`));
}

/** Programs send `{}` or `null` where they have nothing to say. */
function faultsOfBody(body: unknown): FieldFault[] {
  if (body === undefined || body === null) return [];
  if (typeof body !== 'object' || Array.isArray(body)) return [{ pointer: '', message: NO_BODY_HERE }];
  return membersOf(body).map((name) => ({ pointer: pointerTo(name), message: UNKNOWN }));
}

const membersOf = (value: unknown): string[] => (typeof value === 'object' && value !== null ? Object.keys(value) : []);
