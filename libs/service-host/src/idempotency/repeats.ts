import { routeConfig } from '../access/route-config.ts';

/**
 * The answer shows a secret that is shown this once: it is never stored, sealed or not. A repetition with the same Idempotency-Key does
 * nothing and answers 409 `HOST.IDEMPOTENCY_ANSWER_NOT_KEPT`.
 */
export const ShowsSecretOnce = (): MethodDecorator => routeConfig({ repeats: 'secret' });

/** The route takes `Idempotency-Key` itself, with what it does and in the same transaction, which is stronger than what the host can. */
export const OwnIdempotency = (): MethodDecorator => routeConfig({ repeats: 'own' });
