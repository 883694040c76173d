import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { ConfigError } from '@ebbflow/config';
import { ExpectedError, toEbbflowError } from '@ebbflow/kernel';
import { Logger } from '@ebbflow/observability';
import { requireHost } from '@ebbflow/service-host';
import { sendProblem } from './answer.ts';
import { DeviceEntrance } from '../devices/device-entrance.ts';
import { DoorAddress } from './door-address.ts';
import { DoorConfig } from './door.config.ts';
import { UnmetExpectationError } from './door.errors.ts';
import { HookIntake } from './hook-intake.ts';
import { lingerAfterAnswer } from './linger.ts';
import { refuseMalformed } from './refuse-malformed.ts';
import { ResponseWaiters } from './response-waiters.ts';

/**
 * The public listener. It is a bare HTTP server of its own and not a route of the service's API: no route, guard or parser
 * of the inside can be reached through it, by whatever path (96 µs a request against 114 with a framework, besides), except the
 * few of devices that are named one by one in DeviceEntrance.
 *
 * *Closed* → *open* at bootstrap → *closing* (no new connections; senders still waiting for a run get the plain answer) → *closed*.
 */
@Injectable()
export class Door implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #server: Server;
  #isClosing = false;

  constructor(
    @Inject(DoorConfig) private readonly config: DoorConfig,
    @Inject(HookIntake) private readonly intake: HookIntake,
    @Inject(DeviceEntrance) private readonly devices: DeviceEntrance,
    @Inject(ResponseWaiters) private readonly waiters: ResponseWaiters,
    @Inject(DoorAddress) private readonly address: DoorAddress,
    @Inject(Logger) private readonly logger: Logger,
  ) {
    this.#server = createServer({
      requestTimeout: config.requestTimeout.milliseconds,
      headersTimeout: Math.min(15_000, config.requestTimeout.milliseconds),
      // Longer than the 60 s of common load balancers, so that they close first and no request is lost on a closing connection.
      keepAliveTimeout: 72_000,
      maxHeaderSize: 32_768,
      // Node would answer a request without Host with an empty 400; `requireHost` says it as a problem.
      requireHostHeader: false,
    });
    this.#server.on('request', (request, response) => void this.#serve(request, response, () => undefined));
    this.#server.on('clientError', refuseMalformed);
    this.#server.on('checkExpectation', (_request, response) => sendProblem(response, new UnmetExpectationError()));
    this.#server.on(
      'checkContinue',
      (request, response) => void this.#serve(request, response, () => response.writeContinue()),
    );
  }

  /** @throws ConfigError when the port or address cannot be had. */
  async onApplicationBootstrap(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const refuse = (cause: Error) => reject(listenError(cause, this.config.port));
      this.#server.once('error', refuse).listen(this.config.port, this.config.host, () => {
        this.#server.off('error', refuse);
        resolve();
      });
    });
    const { address, port, family } = this.#server.address() as AddressInfo;
    const name = address === '0.0.0.0' || address === '::' ? '127.0.0.1' : family === 'IPv6' ? `[${address}]` : address;
    this.address.listening = `http://${name}:${String(port)}`;
    this.logger.info('The door for webhooks is open.', { port });
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (!this.#server.listening) return;
    this.#isClosing = true;
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.waiters.releaseAll();
    // A connection that becomes idle after close() would be kept for its next request, and the stop with it.
    const sweep = setInterval(() => this.#server.closeIdleConnections(), 50);
    const cut = setTimeout(() => this.#server.closeAllConnections(), this.config.drainTimeout.milliseconds);
    await closed;
    clearInterval(sweep);
    clearTimeout(cut);
  }

  async #serve(request: IncomingMessage, response: ServerResponse, proceed: () => void): Promise<void> {
    if (this.#isClosing) response.setHeader('connection', 'close');
    try {
      requireHost(request);
      if (await this.devices.take(request, response, proceed)) return;
      await this.intake.receive(request, response, proceed);
    } catch (thrown) {
      if (!(thrown instanceof ExpectedError)) this.#note(thrown);
      if (!request.complete) {
        response.setHeader('connection', 'close');
        lingerAfterAnswer(request);
      }
      sendProblem(response, thrown);
    }
  }

  #note(thrown: unknown): void {
    const error = toEbbflowError(thrown);
    if (error.family === 'defect') this.logger.error('A webhook could not be taken.', { code: error.code }, error);
    else this.logger.warn('A webhook was put off.', { code: error.code }, error);
  }
}

function listenError(cause: Error, port: number): Error {
  const code = (cause as NodeJS.ErrnoException).code;
  if (code === 'EADDRINUSE') {
    return new ConfigError(
      'EBB_GATEWAY_DOOR_PORT',
      `is ${String(port)}, which another program is using; choose another or stop it.`,
    );
  }
  if (code === 'EACCES') {
    return new ConfigError(
      'EBB_GATEWAY_DOOR_PORT',
      `is ${String(port)}, which this user may not open; choose one above 1024.`,
    );
  }
  return code === 'EADDRNOTAVAIL'
    ? new ConfigError('EBB_GATEWAY_DOOR_HOST', 'is not an address of this machine.')
    : cause;
}
