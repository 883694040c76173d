import type { AddressInfo, Server } from 'node:net';
import { Inject, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { DoorConfig } from './door.config.ts';

/** Under which addresses this replica is known: to senders (`hookUrl`) and to the executor (`replyUrl`). */
@Injectable()
export class DoorAddress {
  #listening: string | undefined;

  constructor(
    @Inject(DoorConfig) private readonly config: DoorConfig,
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
  ) {}

  /** Set once the door is open: with port 0 nobody knows it earlier. */
  set listening(url: string | undefined) {
    this.#listening = url;
  }

  get url(): string {
    return this.config.publicUrl ?? this.#listening ?? `http://${this.config.host}:${String(this.config.port)}`;
  }

  hookUrl(token: string): string {
    return `${this.url}/hook/${token}`;
  }

  /** Undefined while this replica's own API is not open yet: nobody could answer it. */
  get replyUrl(): string | undefined {
    if (this.config.replyUrl !== undefined) return this.config.replyUrl;
    const address = (this.host.httpAdapter.getHttpServer() as Server).address() as AddressInfo | null;
    return address === null ? undefined : `http://127.0.0.1:${String(address.port)}`;
  }
}
