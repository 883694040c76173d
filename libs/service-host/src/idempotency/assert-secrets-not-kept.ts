import { z } from 'zod';
import type { EbbflowRouteConfig } from '../access/route-config.ts';
import { RouteDefectError } from '../host.errors.ts';

const A_SECRET = /secret|token|recoveryCodes|password/i;

/** Found when a service starts, so that no route that shows a secret can be written without a thought of its repetition. @throws RouteDefectError */
export function assertSecretsNotKept({ answer, repeats }: EbbflowRouteConfig, route: string): void {
  if (answer?.kind !== 'json' || repeats !== undefined || !(answer.schema instanceof z.ZodObject)) return;
  const secrets = Object.keys(answer.schema.shape).filter((name) => A_SECRET.test(name));
  if (secrets.length === 0) return;
  throw new RouteDefectError(
    `${route} takes an Idempotency-Key and answers ${secrets.join(', ')}, which must not be kept: put @ShowsSecretOnce on it.`,
  );
}
