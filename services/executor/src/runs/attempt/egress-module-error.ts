import { ModuleError } from '@ebbflow/connector-sdk';
import { toEbbflowError, TransientError } from '@ebbflow/kernel';

/** What the way out refuses or fails to do, as the class of error a scenario's author knows. Messages of egress name no host and no payload. */
export function toEgressModuleError(thrown: unknown): unknown {
  const error = toEbbflowError(thrown);
  switch (error.code) {
    case 'EGRESS.TIMEOUT':
      return new ModuleError('ModuleTimeoutError', error.message, { cause: thrown });
    case 'EGRESS.CONNECTION':
    case 'EGRESS.DNS':
    case 'EGRESS.TLS':
      return new ModuleError('ConnectionError', error.message, { cause: thrown });
    case 'EGRESS.CIRCUIT_OPEN':
    case 'EGRESS.RATE_LIMITED': {
      const errorClass = error.code === 'EGRESS.RATE_LIMITED' ? 'RateLimitError' : 'ConnectionError';
      const retryAfterMs = error instanceof TransientError ? error.retryAfterMs : undefined;
      return new ModuleError(errorClass, error.message, { cause: thrown, ...(retryAfterMs && { retryAfterMs }) });
    }
    case 'EGRESS.TOO_LARGE':
      return new ModuleError('MaxFileSizeExceededError', error.message, { cause: thrown });
    case 'EGRESS.BAD_HOST':
    case 'EGRESS.BAD_URL':
    case 'EGRESS.BAD_REQUEST':
    case 'EGRESS.BLOCKED_ADDRESS':
    case 'EGRESS.CLOSED_PORT':
    case 'EGRESS.TOO_MANY_REDIRECTS':
      return new ModuleError('RuntimeError', error.message, { cause: thrown });
    default:
      return error.family === 'transient'
        ? new ModuleError('ConnectionError', error.message, { cause: thrown })
        : thrown;
  }
}
