import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { SignatureSettings } from '@ebbflow/contracts';
import type { Secret } from '@ebbflow/kernel';

export interface SignedRequest {
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly secrets: readonly Secret[];
  readonly nowSeconds: number;
}

/** What a preset found in the headers: what was signed besides the body, and what it should give. */
interface Claim {
  /** Before the body in what was signed. */
  readonly lead: string;
  readonly candidates: readonly Buffer[];
  readonly algorithm: 'sha1' | 'sha256' | 'sha512';
  /** Seconds since 1970 that were signed along. */
  readonly timestamp?: string;
}

const MISSING = 'the signature’s headers are missing or malformed.';
/** The one fault that another secret could mend. */
export const SIGNED_WITH_NO_SECRET = 'the signature is not of this body and one of its secrets.';

/** Why the raw bytes are not what one of the secrets signed, in words for the sender; undefined when they are. Pure. */
export function signatureFault(settings: SignatureSettings, request: SignedRequest): string | undefined {
  const claim = claimOf(settings, request.headers);
  if (claim === undefined || claim.candidates.length === 0) return MISSING;
  if (claim.timestamp !== undefined && 'toleranceSeconds' in settings) {
    const ageSeconds = Math.abs(request.nowSeconds - Number(claim.timestamp));
    // Also when the age is no number. Without this a recorded request could be sent again for ever.
    if (!(ageSeconds <= settings.toleranceSeconds)) return 'it was signed too long ago, or by a clock that is wrong.';
  }
  let matches = 0;
  for (const secret of request.secrets) {
    const expected = createHmac(claim.algorithm, keyOf(settings, secret.reveal()))
      .update(claim.lead)
      .update(request.body)
      .digest();
    for (const candidate of claim.candidates) {
      if (candidate.length === expected.length && timingSafeEqual(candidate, expected)) matches += 1;
    }
  }
  return matches > 0 ? undefined : SIGNED_WITH_NO_SECRET;
}

function claimOf(settings: SignatureSettings, headers: IncomingHttpHeaders): Claim | undefined {
  switch (settings.preset) {
    case 'stripe':
      return stripe(headers);
    case 'slack':
      return slack(headers);
    case 'standard-webhooks':
      return standardWebhooks(headers);
    case 'github':
      return bare(headers['x-hub-signature-256'], 'sha256=', 'hex');
    case 'shopify':
      return bare(headers['x-shopify-hmac-sha256'], '', 'base64');
    case 'hmac':
      return bare(headers[settings.header.toLowerCase()], settings.prefix, settings.encoding, settings.algorithm);
  }
}

/** `t=1492774577,v1=5257a8…,v1=…`: over `{t}.{body}`; several during a rotation at Stripe's side. */
function stripe(headers: IncomingHttpHeaders): Claim | undefined {
  const parts = textOf(headers['stripe-signature'])
    ?.split(',')
    .map((part) => part.trim().split('='));
  const timestamp = parts?.find(([name]) => name === 't')?.[1];
  if (parts === undefined || timestamp === undefined) return undefined;
  const candidates = parts.filter(([name]) => name === 'v1').map(([, value]) => Buffer.from(value ?? '', 'hex'));
  return { lead: `${timestamp}.`, candidates, algorithm: 'sha256', timestamp };
}

/** `v0=a2114d…` over `v0:{timestamp}:{body}`. */
function slack(headers: IncomingHttpHeaders): Claim | undefined {
  const timestamp = textOf(headers['x-slack-request-timestamp']);
  const claim = bare(headers['x-slack-signature'], 'v0=', 'hex');
  return timestamp === undefined || claim === undefined ? undefined : { ...claim, lead: `v0:${timestamp}:`, timestamp };
}

/** `v1,K5oZ… v1,…` in base64 over `{id}.{timestamp}.{body}` (standardwebhooks.com; Svix sends the same under its own names). */
function standardWebhooks(headers: IncomingHttpHeaders): Claim | undefined {
  const id = textOf(headers['webhook-id'] ?? headers['svix-id']);
  const timestamp = textOf(headers['webhook-timestamp'] ?? headers['svix-timestamp']);
  const signatures = textOf(headers['webhook-signature'] ?? headers['svix-signature']);
  if (id === undefined || timestamp === undefined || signatures === undefined) return undefined;
  const candidates = signatures
    .split(' ')
    .filter((signature) => signature.startsWith('v1,'))
    .map((signature) => Buffer.from(signature.slice('v1,'.length), 'base64'));
  return { lead: `${id}.${timestamp}.`, candidates, algorithm: 'sha256', timestamp };
}

function bare(
  header: string | string[] | undefined,
  prefix: string,
  encoding: 'hex' | 'base64',
  algorithm: Claim['algorithm'] = 'sha256',
): Claim | undefined {
  const text = textOf(header);
  if (!text?.startsWith(prefix)) return undefined;
  return { lead: '', candidates: [Buffer.from(text.slice(prefix.length).trim(), encoding)], algorithm };
}

/** Secrets of Standard Webhooks are base64 behind `whsec_`; the others are used as they are written. */
function keyOf({ preset }: SignatureSettings, secret: string): Buffer {
  if (preset !== 'standard-webhooks') return Buffer.from(secret);
  return Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
}

function textOf(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : undefined;
}
