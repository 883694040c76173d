import { SETTINGS, type Settings } from '@ebbflow/config';
import { createEgress, type Egress, EgressConfig } from '@ebbflow/egress';
import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import { PublicDoorConfig } from './public-door.config.ts';

export interface DoorAnswer {
  readonly status: number;
  /** All values of a header. */
  readonly header: (name: string) => string[];
  readonly text: string;
}

export interface DoorRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A browser of the day: one that is too old is turned away (C23). */
const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Safari/537.36';

/** The inside too; addresses of a cloud's metadata stay closed even so. */
const EVERYWHERE = '0.0.0.0/0,::/0';

/**
 * The console as a browser meets it, without a session. The address is the operator's own and nobody else's to choose, so that it may be one
 * of the inside, such as loopback.
 */
@Injectable()
export class PublicDoor implements BeforeApplicationShutdown {
  readonly #egress: Egress;

  constructor(
    @Inject(PublicDoorConfig) readonly config: PublicDoorConfig,
    @Inject(SETTINGS) settings: Settings,
  ) {
    this.#egress = createEgress(new EgressConfig(settings.with({ EBB_EGRESS_ALLOW: EVERYWHERE })));
  }

  /** Redirects are answers. @throws TransientError, ExpectedError of egress */
  async ask(path: string, { method = 'GET', headers = {}, body }: DoorRequest = {}): Promise<DoorAnswer> {
    const answer = await this.#egress.request({
      url: new URL(path, this.config.url).href,
      method,
      headers: Object.entries({ 'user-agent': BROWSER, accept: 'text/html', ...headers }),
      ...(body === undefined ? {} : { body: Buffer.from(body) }),
      timeoutMs: 10_000,
      followRedirects: false,
      rejectUnauthorized: true,
    });
    return {
      status: answer.status,
      header: (name) => answer.headers.flatMap(([key, value]) => (key === name ? [value] : [])),
      text: Buffer.from(answer.body).toString('utf8'),
    };
  }

  /** The version of TLS a handshake with the public address ends in; the certificate is checked as browsers do. */
  async tlsVersion(): Promise<string> {
    const { hostname, port } = this.config.publicUrl;
    const socket = await this.#egress.openSocket({
      host: hostname,
      port: Number(port || 443),
      tls: { servername: hostname, rejectUnauthorized: true, minVersion: 'TLSv1.2' },
    });
    try {
      return (socket as { getProtocol?: () => string | null }).getProtocol?.() ?? 'none';
    } finally {
      socket.destroy();
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.#egress.close();
  }
}
