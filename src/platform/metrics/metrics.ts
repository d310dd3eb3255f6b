import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What this process counts and measures since its start. Labels never hold ids, names or secrets. */
export const registry = new Registry();

collectDefaultMetrics({ register: registry });

interface About<Label extends string> {
  /** By the conventions of Prometheus, e.g. `vang_plays_stored_total`, `…_seconds`. */
  name: string;
  help: string;
  labelNames?: readonly Label[];
}

export const counter = <Label extends string = never>(about: About<Label>): Counter<Label> =>
  new Counter({ ...about, registers: [registry] });

export const gauge = <Label extends string = never>(about: About<Label>): Gauge<Label> =>
  new Gauge({ ...about, registers: [registry] });

/** @param buckets upper bounds, in the unit of the name */
export const histogram = <Label extends string = never>(
  about: About<Label> & { buckets: readonly number[] },
): Histogram<Label> => new Histogram({ ...about, buckets: [...about.buckets], registers: [registry] });
