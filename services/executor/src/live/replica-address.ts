import type { AddressInfo, Server } from 'node:net';
import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { LiveConfig } from './live.config.ts';

/** Under which address the other executors reach this one. */
@Injectable()
export class ReplicaAddress {
  constructor(
    private readonly config: LiveConfig,
    private readonly host: HttpAdapterHost,
  ) {}

  /** Undefined while the port is not open yet: with port 0 nobody knows it earlier. */
  get url(): string | undefined {
    if (this.config.replicaUrl !== undefined) return this.config.replicaUrl;
    const address = (this.host.httpAdapter.getHttpServer() as Server).address() as AddressInfo | null;
    return address === null ? undefined : `http://127.0.0.1:${String(address.port)}`;
  }
}
