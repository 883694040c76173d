import type { Duplex } from 'node:stream';
import type { ConnectionUse } from './connection-limits.ts';
import { ModuleError } from './module-error.ts';

/** TLS of one connection. Never older than 1.2, whatever a server offers. */
export interface TlsOptions {
  /** Sent as SNI and held against the certificate. */
  readonly servername: string;
  /** False only where the owner of the scenario chose so: the line is then encrypted, but to nobody in particular. */
  readonly rejectUnauthorized: boolean;
  readonly minVersion: 'TLSv1.2' | 'TLSv1.3';
  /** PEM of authorities to trust instead of the public ones. */
  readonly ca?: string;
}

export interface SocketRequest {
  /** A name or a numeric address. It is resolved and judged by the port, never by the module. */
  readonly host: string;
  /** 1 to 65535, and one of those the operator left open (`EBB_EGRESS_SOCKET_PORTS`). */
  readonly port: number;
  /** TLS from the first byte. A protocol that begins in the clear and turns to TLS later does so on the socket it got. */
  readonly tls?: TlsOptions;
  /** Ends the connection when the operation's time is over or the attempt must end. */
  readonly signal?: AbortSignal;
  /** Put in by the engine, for the first connection of an operation: what is opened beside it belongs to the same session. */
  readonly connection?: ConnectionUse | undefined;
}

/**
 * Raw connections for protocols that are not HTTP (mail, files, databases). What is given behaves as a `net.Socket`, already
 * connected; it is cut off when its bytes or its time are used up.
 */
export interface SocketPort {
  /** @throws ModuleError ConnectionError, ModuleTimeoutError; RuntimeError where the address or the port is not allowed */
  open(request: SocketRequest): Promise<Duplex>;
  /**
   * Lays TLS over a connection of this port, for protocols that turn to it half-way. At once: what is given emits `secureConnect`
   * when the handshake is over, or `error`.
   */
  startTls(socket: Duplex, tls: TlsOptions): Duplex;
}

/** Where there is no way out but HTTP: offline runs and tests. */
export const noSockets: SocketPort = {
  open: async () => {
    throw notHere();
  },
  startTls: () => {
    throw notHere();
  },
};

function notHere(): ModuleError {
  return new ModuleError('ConnectionError', 'Raw connections are not available here; only HTTP is.');
}
