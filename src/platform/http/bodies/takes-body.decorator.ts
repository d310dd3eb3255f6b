import { RouteConfig } from '@nestjs/platform-fastify';

/** What a route accepts as its body. Without `TakesBody`: JSON of at most BODY_SMALL_MAX_BYTES, not compressed. */
export interface BodyRules {
  /** The media type, in lower case. */
  type?: string;
  /** Whether the body may have BODY_MAX_BYTES. Forms and pieces of uploads have limits of their own. */
  large?: boolean;
  /** Whether it may be gzipped. */
  gzip?: boolean;
}

/** Declares a route whose body is large, gzipped, or not JSON. */
export const TakesBody = (rules: BodyRules) => RouteConfig({ takesBody: rules });

/** The rules of a route, from its configuration in Fastify. */
export const bodyRulesOf = (routeConfig: unknown): BodyRules =>
  (routeConfig as { takesBody?: BodyRules } | undefined)?.takesBody ?? {};
