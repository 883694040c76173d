import { EbbflowError } from '@ebbflow/kernel';
import { errors } from 'undici';
import { BadRequestError, ConnectionError, TimeoutError, TlsError, TooLargeError } from './egress.errors.ts';

const TLS_CODES = /^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|HOSTNAME_MISMATCH|INVALID_CA|EPROTO$)/;

/** Puts what undici, net or tls threw into the codes of this library. */
export function toEgressError(thrown: unknown, limits: { connectTimeoutMs: number; maxHeaderBytes: number }): Error {
  if (thrown instanceof EbbflowError) return thrown;
  if (thrown instanceof errors.InvalidArgumentError || thrown instanceof errors.NotSupportedError) {
    return new BadRequestError('has a method or header that is not valid HTTP', thrown);
  }
  if (thrown instanceof errors.ConnectTimeoutError) return new TimeoutError(limits.connectTimeoutMs);
  if (thrown instanceof errors.HeadersOverflowError) return new TooLargeError('headers', limits.maxHeaderBytes);
  const code = (thrown as NodeJS.ErrnoException).code ?? '';
  return TLS_CODES.test(code) ? new TlsError(thrown) : new ConnectionError(thrown);
}
