import { metrics } from '@opentelemetry/api';

export interface GaugeReading {
  readonly value: number;
  /** Of bounded sets; never an id of anybody. */
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * A number that is read whenever metrics are collected, which is about once a minute where EBB_OTEL_ENDPOINT is set, at each
 * scrape where EBB_OTEL_PROMETHEUS_PORT is, and never where neither is. Register it once the service is up. A reading that fails leaves the gauge out of that collection.
 * @param name `ebbflow.<service>.<thing>`
 */
export function publishGauge(
  { name, description }: { readonly name: string; readonly description: string },
  read: () => Promise<readonly GaugeReading[]>,
): void {
  metrics
    .getMeter('ebbflow')
    .createObservableGauge(name, { description })
    .addCallback(async (result) => {
      for (const { value, labels } of await read()) result.observe(value, labels);
    });
}
