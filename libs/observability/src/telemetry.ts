import { context, metrics, trace } from '@opentelemetry/api';
import type { TelemetryConfig } from './telemetry.config.ts';

export interface Telemetry {
  /** Sends what is buffered and stops; resolves also when the collector is away. */
  stop(): Promise<void>;
}

let started: Promise<Telemetry> | undefined;
let exporting = false;

export function isExporting(): boolean {
  return exporting;
}

/**
 * Starts OpenTelemetry, once per process however often it is asked (the all-in-one asks seven times): the first caller's
 * config counts. Must run before Nest is created. Without an endpoint only the context manager is loaded: the SDK and its
 * exporter cost some 100 ms of start-up that a laptop need not pay.
 */
export function startTelemetry(config: TelemetryConfig, service: string): Promise<Telemetry> {
  started ??= start(config, service);
  return started;
}

async function start(config: TelemetryConfig, service: string): Promise<Telemetry> {
  const { AsyncLocalStorageContextManager } = await import('@opentelemetry/context-async-hooks');
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  if (config.endpoint === undefined) return { stop: () => Promise.resolve() };

  const [sdk, { OTLPTraceExporter }, { resourceFromAttributes }, measuring, { OTLPMetricExporter }] = await Promise.all(
    [
      import('@opentelemetry/sdk-trace'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
      import('@opentelemetry/sdk-metrics'),
      import('@opentelemetry/exporter-metrics-otlp-http'),
    ],
  );
  const resource = resourceFromAttributes({ 'service.name': `ebbflow-${service}` });
  const provider = new sdk.TracerProvider({
    resource,
    sampler: new sdk.ParentBasedSampler({ root: new sdk.TraceIdRatioBasedSampler(config.sampledPercent / 100) }),
    spanProcessors: [
      new sdk.BatchSpanProcessor({ exporter: new OTLPTraceExporter({ url: `${config.endpoint}/v1/traces` }) }),
    ],
  });
  trace.setGlobalTracerProvider(provider);
  const meters = new measuring.MeterProvider({
    resource,
    readers: [
      new measuring.PeriodicExportingMetricReader({
        exporter: new OTLPMetricExporter({ url: `${config.endpoint}/v1/metrics` }),
        exportIntervalMillis: config.metricInterval.milliseconds,
        exportTimeoutMillis: Math.min(config.metricInterval.milliseconds, 30_000),
      }),
    ],
  });
  metrics.setGlobalMeterProvider(meters);
  exporting = true;
  return {
    stop: async () => {
      await Promise.all([provider.shutdown(), meters.shutdown()]).catch(() => undefined);
    },
  };
}
