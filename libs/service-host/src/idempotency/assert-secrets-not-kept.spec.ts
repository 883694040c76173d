import { z } from 'zod';
import { assertSecretsNotKept } from './assert-secrets-not-kept.ts';

const answering = (schema: z.ZodType) => ({ answer: { kind: 'json' as const, schema } });

describe('a route whose answer would be kept', () => {
  it.each(['secret', 'token', 'clientSecret', 'recoveryCodes'])('may not show a %s unless it says so', (name) => {
    const route = answering(z.object({ id: z.string(), [name]: z.string() }));
    expect(() => {
      assertSecretsNotKept(route, 'POST /v1/x');
    }).toThrow(`POST /v1/x takes an Idempotency-Key and answers ${name}`);
    expect(() => {
      assertSecretsNotKept({ ...route, repeats: 'secret' }, 'POST /v1/x');
    }).not.toThrow();
  });

  it('may show anything else', () => {
    expect(() => {
      assertSecretsNotKept(
        answering(z.object({ id: z.string(), hasSecret: z.boolean(), recoveryCodesLeft: z.int().optional() })),
        'POST /v1/x',
      );
    }).not.toThrow();
  });
});
