import { routeConfig } from '../access/route-config.ts';

/**
 * The answer shows a secret that is shown this once: it is never stored, sealed or not. A repetition with the same Idempotency-Key does
 * nothing and answers 409 `HOST.IDEMPOTENCY_ANSWER_NOT_KEPT`.
 */
export const ShowsSecretOnce = (): MethodDecorator => routeConfig({ repeats: 'secret' });

/**
 * The answer is not kept, because of what the reason says: most often that it tells of something whose removal must leave nothing behind. A
 * repetition is answered as with @ShowsSecretOnce.
 */
export const KeepsNoAnswer = (_why: string): MethodDecorator => routeConfig({ repeats: 'unkept' });

/** The route takes `Idempotency-Key` itself, with what it does and in the same transaction, which is stronger than what the host can. */
export const OwnIdempotency = (): MethodDecorator => routeConfig({ repeats: 'own' });
