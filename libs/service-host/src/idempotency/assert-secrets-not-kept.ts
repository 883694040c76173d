import { z } from 'zod';
import type { EbbflowRouteConfig } from '../access/route-config.ts';
import { RouteDefectError } from '../host.errors.ts';

const A_SECRET = /secret|token|recoveryCodes|password/i;

/** Found when a service starts, so that no route that shows a secret can be written without a thought of its repetition. @throws RouteDefectError */
export function assertSecretsNotKept({ answer, repeats }: EbbflowRouteConfig, route: string): void {
  if (answer?.kind !== 'json' || repeats !== undefined || !(answer.schema instanceof z.ZodObject)) return;
  const shape = answer.schema.shape as Readonly<Record<string, z.ZodType>>;
  const secrets = Object.keys(shape).filter((name) => A_SECRET.test(name) && isText(shape[name]));
  if (secrets.length === 0) return;
  throw new RouteDefectError(
    `${route} takes an Idempotency-Key and answers ${secrets.join(', ')}, which must not be kept: put @ShowsSecretOnce on it.`,
  );
}

/** `hasSecret` and `codesLeft` tell of a secret and show none. */
function isText(schema: z.ZodType | undefined): boolean {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return isText(schema.unwrap() as z.ZodType);
  return schema !== undefined && !(schema instanceof z.ZodBoolean) && !(schema instanceof z.ZodNumber);
}
