import type { Settings } from '@ebbflow/config';
import type { Duration, Secret } from '@ebbflow/kernel';

/** The listener for mails to mail hooks. It takes mails for its own domain, passes none on and knows no log-in. */
export class MailConfig {
  /** Port; 0 takes any free one. Default: no mail is taken. */
  readonly port: number | undefined;
  /** Address to listen on. Default 127.0.0.1: being reachable from outside is a decision. */
  readonly host: string;
  /** Domain of the mail addresses that are given out; its MX must lead here. Default localhost. */
  readonly domain: string;
  /** Largest mail in bytes, attachments in their encoding included. Default 25MiB. */
  readonly maxBytes: number;
  /** Mails being received at once, in bytes; beyond that new ones are put off with 452. Default 256MiB. */
  readonly maxPendingBytes: number;
  /** Connections at once. Default 100. */
  readonly maxConnections: number;
  /** Addresses one mail may have here. Default 50. */
  readonly maxRecipients: number;
  /** Mails to one address in 10 seconds; more are put off with 452. Default 300, as for webhooks. */
  readonly maxPerTenSeconds: number;
  /** How long a connection may be silent. Default 60s. */
  readonly idleTimeout: Duration;
  /** Certificate chain and key, PEM; STARTTLS is offered when both are set. */
  readonly certificate: Secret | undefined;
  readonly privateKey: Secret | undefined;
  /** Longest time a stop waits for mails being received before cutting them. Default 20s. */
  readonly drainTimeout: Duration;

  constructor(settings: Settings) {
    this.port =
      settings.optionalString('EBB_GATEWAY_MAIL_PORT') === undefined
        ? undefined
        : settings.integer('EBB_GATEWAY_MAIL_PORT', { max: 65_535 });
    this.host = settings.string('EBB_GATEWAY_MAIL_HOST', { default: '127.0.0.1' });
    this.domain = settings.string('EBB_GATEWAY_MAIL_DOMAIN', { default: 'localhost' }).toLowerCase();
    this.maxBytes = settings.bytes('EBB_GATEWAY_MAIL_MAX_SIZE', { default: '25MiB' });
    this.maxPendingBytes = settings.bytes('EBB_GATEWAY_MAIL_MAX_PENDING', { default: '256MiB' });
    this.maxConnections = settings.integer('EBB_GATEWAY_MAIL_MAX_CONNECTIONS', { default: 100, min: 1 });
    this.maxRecipients = settings.integer('EBB_GATEWAY_MAIL_MAX_RECIPIENTS', { default: 50, min: 1, max: 1_000 });
    this.maxPerTenSeconds = settings.integer('EBB_GATEWAY_MAIL_RATE', { default: 300, min: 1 });
    this.idleTimeout = settings.duration('EBB_GATEWAY_MAIL_IDLE_TIMEOUT', { default: '60s', min: '1s' });
    this.certificate = settings.optionalSecret('EBB_GATEWAY_MAIL_CERTIFICATE');
    this.privateKey = settings.optionalSecret('EBB_GATEWAY_MAIL_KEY');
    this.drainTimeout = settings.duration('EBB_DRAIN_TIMEOUT', { default: '20s', min: '1s' });
  }
}
