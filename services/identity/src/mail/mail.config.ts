import { ConfigError, type Settings } from '@ebbflow/config';
import type { Duration, Secret } from '@ebbflow/kernel';

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/;

export interface MailServer {
  readonly host: string;
  readonly port: number;
  readonly tls: 'starttls' | 'implicit' | 'off';
  readonly user: string | undefined;
  readonly password: Secret | undefined;
  /** `Ebbflow <no-reply@flow.example.com>` */
  readonly from: string;
}

/** How people are written to. */
export class MailConfig {
  /** Where the console is: the beginning of every link in a mail. Never taken from a request. */
  readonly publicUrl: URL;
  /** The installation's SMTP server; without EBB_MAIL_HOST there is none, and messages wait to be read in the outbox. */
  readonly server: MailServer | undefined;
  /** How often it is looked for messages that are due. Default 2s. */
  readonly poll: Duration;

  constructor(settings: Settings) {
    this.publicUrl = settings.url('EBB_PUBLIC_URL', { default: 'http://127.0.0.1:7100' });
    const host = settings.optionalString('EBB_MAIL_HOST');
    const server = {
      port: settings.integer('EBB_MAIL_PORT', { default: 587, min: 1, max: 65_535 }),
      tls: settings.oneOf('EBB_MAIL_TLS', ['starttls', 'implicit', 'off'], { default: 'starttls' }),
      user: settings.optionalString('EBB_MAIL_USER'),
      password: settings.optionalSecret('EBB_MAIL_PASSWORD'),
      from: settings.string('EBB_MAIL_FROM', { default: 'Ebbflow <no-reply@localhost>' }),
    };
    if (host !== undefined && server.tls === 'off' && !LOOPBACK.test(host))
      throw new ConfigError('EBB_MAIL_TLS', 'may be off only for a mail server on this machine itself.');
    this.server = host === undefined ? undefined : { host, ...server };
    this.poll = settings.duration('EBB_MAIL_POLL', { default: '2s', min: '100ms', max: '5m' });
  }
}
