import type { Settings } from '@ebbflow/config';
import type { Duration } from '@ebbflow/kernel';

export class TelemetryConfig {
  /** Base URL of an OTLP/HTTP collector (`http://collector:4318`). Not set: nothing is exported, trace ids still travel. */
  readonly endpoint: string | undefined;
  /** Share of new traces that are recorded, 0 to 100 percent. Default 10. */
  readonly sampledPercent: number;
  /** How often metrics are sent. Default 1m. */
  readonly metricInterval: Duration;

  /** Port at which a Prometheus server fetches `/metrics`. Default 0: none. One for each process. */
  readonly prometheusPort: number;
  /** Address that port is opened at. Default 127.0.0.1: metrics say how much is done here, and whoever reaches the port may read them. */
  readonly prometheusHost: string;

  constructor(settings: Settings) {
    this.endpoint =
      settings.optionalString('EBB_OTEL_ENDPOINT') === undefined
        ? undefined
        : settings.url('EBB_OTEL_ENDPOINT').href.replace(/\/$/, '');
    this.metricInterval = settings.duration('EBB_OTEL_METRIC_INTERVAL', { default: '1m', min: '100ms', max: '10m' });
    this.prometheusPort = settings.integer('EBB_OTEL_PROMETHEUS_PORT', { default: 0, max: 65_535 });
    this.prometheusHost = settings.string('EBB_OTEL_PROMETHEUS_HOST', { default: '127.0.0.1' });
    this.sampledPercent = settings.integer('EBB_OTEL_SAMPLED_PERCENT', { default: 10, max: 100 });
  }
}
