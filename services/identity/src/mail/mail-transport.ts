import { STRONG_CIPHERS } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import { MailConfig } from './mail.config.ts';
import type { ComposedMail } from './mail-composer.ts';

const SILENCE_MS = 20_000;

/**
 * Hands a message to the installation's own SMTP server. Not through the guarded way out: like the database, this server is the
 * operator's and usually on a private address, and nothing a tenant writes decides where the connection goes.
 */
@Injectable()
export class MailTransport {
  constructor(@Inject(MailConfig) private readonly config: MailConfig) {}

  get isThere(): boolean {
    return this.config.host !== undefined;
  }

  /** Only where there is a server. The id goes out as Message-ID: a mail that is sent twice after a crash is recognised as the same. */
  async send(id: string, mail: ComposedMail): Promise<void> {
    const transport = createTransport(optionsOf(this.config));
    try {
      await transport.sendMail({
        from: this.config.from,
        to: mail.to.reveal(),
        subject: mail.subject,
        text: mail.text,
        messageId: `<${id}@${this.config.publicUrl.hostname}>`,
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Ebbflow-Purpose': mail.purpose, ...unsubscribeHeaders(mail) },
      });
    } finally {
      transport.close();
    }
  }
}

/** One click ends messages of this purpose, in the reader's mail program and without signing in (RFC 8058). */
function unsubscribeHeaders({ unsubscribeUrl }: ComposedMail): Record<string, string> {
  if (unsubscribeUrl === undefined) return {};
  return { 'List-Unsubscribe': `<${unsubscribeUrl}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
}

function optionsOf({ host, port, tls, user, password }: MailConfig) {
  return {
    host: host ?? '',
    port,
    secure: tls === 'implicit',
    requireTLS: tls === 'starttls',
    ignoreTLS: tls === 'off',
    ...(user === undefined ? {} : { auth: { user, pass: password?.reveal() ?? '' } }),
    tls: { minVersion: 'TLSv1.2' as const, ciphers: STRONG_CIPHERS },
    disableFileAccess: true,
    disableUrlAccess: true,
    logger: false,
    connectionTimeout: SILENCE_MS,
    greetingTimeout: SILENCE_MS,
    socketTimeout: SILENCE_MS,
  };
}
