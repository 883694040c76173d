import { ConfigError, type Settings } from '@ebbflow/config';
import type { Duration, Secret } from '@ebbflow/kernel';

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/;

/** How people are written to. */
export class MailConfig {
  /** Where the console is: the beginning of every link in a mail. Never taken from a request. */
  readonly publicUrl: URL;
  /** The installation's SMTP server. Without it messages wait to be read in the outbox. */
  readonly host: string | undefined;
  /** Port of the SMTP server. Default 587. */
  readonly port: number;
  /** `starttls` refuses to go on without, `implicit` begins with TLS, `off` is for a server on this machine. Default starttls. */
  readonly tls: 'starttls' | 'implicit' | 'off';
  /** Account at the SMTP server, where it asks for one. */
  readonly user: string | undefined;
  /** Password of that account, also from the file EBB_MAIL_PASSWORD_FILE names. */
  readonly password: Secret | undefined;
  /** Sender of every message. Default `Ebbflow <no-reply@localhost>`; most servers take only addresses of their own. */
  readonly from: string;
  /** How often it is looked for messages that are due. Default 2s. */
  readonly poll: Duration;

  constructor(settings: Settings) {
    this.publicUrl = settings.url('EBB_PUBLIC_URL', { default: 'http://127.0.0.1:7100' });
    this.host = settings.optionalString('EBB_MAIL_HOST');
    this.port = settings.integer('EBB_MAIL_PORT', { default: 587, min: 1, max: 65_535 });
    this.tls = settings.oneOf('EBB_MAIL_TLS', ['starttls', 'implicit', 'off'], { default: 'starttls' });
    if (this.host !== undefined && this.tls === 'off' && !LOOPBACK.test(this.host))
      throw new ConfigError('EBB_MAIL_TLS', 'may be off only for a mail server on this machine itself.');
    this.user = settings.optionalString('EBB_MAIL_USER');
    this.password = settings.optionalSecret('EBB_MAIL_PASSWORD');
    this.from = settings.string('EBB_MAIL_FROM', { default: 'Ebbflow <no-reply@localhost>' });
    this.poll = settings.duration('EBB_MAIL_POLL', { default: '2s', min: '100ms', max: '5m' });
  }
}
