import type { Principal, ServiceName } from '@ebbflow/contracts';

/** Who a verified service token says is calling. */
export interface Caller {
  readonly service: ServiceName;
  /** The person or API token behind the call; only the console, which signs people in, may name one. */
  readonly principal?: Principal;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the access check before the body is read; `null` until then, and on public routes without a token. */
    caller: Caller | null;
    /** The access check has decided for this request. The guard denies whatever comes without it. */
    isAdmitted: boolean;
  }
}
