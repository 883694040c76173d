import { context, metrics, trace } from '@opentelemetry/api';
import type { MetricReader } from '@opentelemetry/sdk-metrics';
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
 * config counts. Must run before Nest is created. Without an endpoint and a port for metrics only the context manager is loaded: the SDK and its
 * exporter cost some 100 ms of start-up that a laptop need not pay.
 */
export function startTelemetry(config: TelemetryConfig, service: string): Promise<Telemetry> {
  started ??= start(config, service);
  return started;
}

async function start(config: TelemetryConfig, service: string): Promise<Telemetry> {
  const { AsyncLocalStorageContextManager } = await import('@opentelemetry/context-async-hooks');
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  const name = `ebbflow-${service}`;
  const parts = [
    ...(config.endpoint === undefined ? [] : [await startTraces(config, config.endpoint, name)]),
    ...(config.endpoint === undefined && config.prometheusPort === 0 ? [] : [await startMetrics(config, name)]),
  ];
  return {
    stop: async () => {
      await Promise.all(parts.map(({ shutdown }) => shutdown())).catch(() => undefined);
    },
  };
}

interface Part {
  readonly shutdown: () => Promise<void>;
}

async function startTraces(config: TelemetryConfig, endpoint: string, name: string): Promise<Part> {
  const [sdk, { OTLPTraceExporter }, { resourceFromAttributes }] = await Promise.all([
    import('@opentelemetry/sdk-trace'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
  ]);
  const provider = new sdk.TracerProvider({
    resource: resourceFromAttributes({ 'service.name': name }),
    sampler: new sdk.ParentBasedSampler({ root: new sdk.TraceIdRatioBasedSampler(config.sampledPercent / 100) }),
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter: new OTLPTraceExporter({ url: `${endpoint}/v1/traces` }) })],
  });
  trace.setGlobalTracerProvider(provider);
  exporting = true;
  return { shutdown: () => provider.shutdown() };
}

/** Sent to a collector, fetched by a Prometheus server, or both: the same instruments, each read for whoever wants them. */
async function startMetrics(config: TelemetryConfig, name: string): Promise<Part> {
  const [measuring, { resourceFromAttributes }] = await Promise.all([
    import('@opentelemetry/sdk-metrics'),
    import('@opentelemetry/resources'),
  ]);
  const meters = new measuring.MeterProvider({
    resource: resourceFromAttributes({ 'service.name': name }),
    readers: [...(await collectorReader(config)), ...(await prometheusReader(config))],
  });
  metrics.setGlobalMeterProvider(meters);
  return { shutdown: () => meters.shutdown() };
}

async function collectorReader({ endpoint, metricInterval }: TelemetryConfig): Promise<MetricReader[]> {
  if (endpoint === undefined) return [];
  const [{ PeriodicExportingMetricReader }, { OTLPMetricExporter }] = await Promise.all([
    import('@opentelemetry/sdk-metrics'),
    import('@opentelemetry/exporter-metrics-otlp-http'),
  ]);
  const exporter = new OTLPMetricExporter({ url: `${endpoint}/v1/metrics` });
  const exportIntervalMillis = metricInterval.milliseconds;
  const exportTimeoutMillis = Math.min(exportIntervalMillis, 30_000);
  return [new PeriodicExportingMetricReader({ exporter, exportIntervalMillis, exportTimeoutMillis })];
}

/** @throws where the port is taken: who set it wants it */
async function prometheusReader({
  prometheusPort: port,
  prometheusHost: host,
}: TelemetryConfig): Promise<MetricReader[]> {
  if (port === 0) return [];
  const { PrometheusExporter } = await import('@opentelemetry/exporter-prometheus');
  const exporter = new PrometheusExporter({ port, host, preventServerStart: true });
  await exporter.startServer();
  return [exporter];
}
