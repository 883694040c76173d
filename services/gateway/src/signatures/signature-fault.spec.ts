import { createHmac } from 'node:crypto';
import { type SignatureSettings, signatureSchema } from '@ebbflow/contracts';
import { Secret } from '@ebbflow/kernel';
import { signatureFault } from './signature-fault.ts';

const SECRET = 'a-secret-of-the-sender';
const NOW = 1_750_000_000;
const BODY = Buffer.from('{"a": 1}\n');

function hmac(key: string | Buffer, text: string, encoding: 'hex' | 'base64' = 'hex', algorithm = 'sha256'): string {
  return createHmac(algorithm, key).update(text).update(BODY).digest(encoding);
}

interface Case {
  readonly settings: SignatureSettings;
  readonly secret?: string;
  /** The headers a sender with this key and clock makes. */
  readonly sign: (key: string, seconds: number) => Record<string, string>;
}

const whsec = Buffer.from('standard webhooks key').toString('base64');
const CASES: Readonly<Record<string, Case>> = {
  stripe: {
    settings: signatureSchema.parse({ preset: 'stripe' }),
    sign: (key, at) => ({ 'stripe-signature': `t=${String(at)},v1=${hmac(key, `${String(at)}.`)},v0=00` }),
  },
  slack: {
    settings: signatureSchema.parse({ preset: 'slack' }),
    sign: (key, at) => ({
      'x-slack-request-timestamp': String(at),
      'x-slack-signature': `v0=${hmac(key, `v0:${String(at)}:`)}`,
    }),
  },
  'standard-webhooks': {
    settings: signatureSchema.parse({ preset: 'standard-webhooks' }),
    secret: `whsec_${whsec}`,
    sign: (key, at) => ({
      'webhook-id': 'msg_1',
      'webhook-timestamp': String(at),
      'webhook-signature': `v2,xx v1,${hmac(Buffer.from(key.replace('whsec_', ''), 'base64'), `msg_1.${String(at)}.`, 'base64')}`,
    }),
  },
  github: {
    settings: signatureSchema.parse({ preset: 'github' }),
    sign: (key) => ({ 'x-hub-signature-256': `sha256=${hmac(key, '')}` }),
  },
  shopify: {
    settings: signatureSchema.parse({ preset: 'shopify' }),
    sign: (key) => ({ 'x-shopify-hmac-sha256': hmac(key, '', 'base64') }),
  },
  hmac: {
    settings: signatureSchema.parse({
      preset: 'hmac',
      header: 'X-Sig',
      algorithm: 'sha512',
      encoding: 'base64',
      prefix: 'v=',
    }),
    sign: (key) => ({ 'x-sig': `v=${hmac(key, '', 'base64', 'sha512')}` }),
  },
};

function faultOf(
  { settings, secret = SECRET }: Case,
  headers: Record<string, string>,
  { body = BODY, secrets = [secret] }: { body?: Buffer; secrets?: string[] } = {},
) {
  return signatureFault(settings, { headers, body, secrets: secrets.map((each) => new Secret(each)), nowSeconds: NOW });
}

describe.each(Object.entries(CASES))('a request signed as %s signs', (_name, preset) => {
  const { sign, secret = SECRET } = preset;
  const other = preset.secret === undefined ? 'another-secret' : 'whsec_YW5vdGhlcg==';

  it('is taken, with the newest secret or one that is being replaced', () => {
    expect(faultOf(preset, sign(secret, NOW))).toBeUndefined();
    expect(faultOf(preset, sign(secret, NOW), { secrets: [other, secret] })).toBeUndefined();
  });

  it('is refused with another secret, another body, one more byte, or no signature', () => {
    expect(faultOf(preset, sign(other, NOW))).toMatch(/not of this body/);
    expect(faultOf(preset, sign(secret, NOW), { body: Buffer.from('{"a":1}') })).toMatch(/not of this body/);
    expect(faultOf(preset, sign(secret, NOW), { body: Buffer.concat([BODY, Buffer.of(0)]) })).toMatch(/not of this/);
    expect(faultOf(preset, {})).toMatch(/missing/);
  });
});

describe('a signed timestamp', () => {
  it.each(['stripe', 'slack', 'standard-webhooks'])(
    'of %s is believed for five minutes, in both directions',
    (name) => {
      const preset = CASES[name]!;
      const at = (seconds: number) => faultOf(preset, preset.sign(preset.secret ?? SECRET, seconds));
      expect([at(NOW - 300), at(NOW + 300)]).toEqual([undefined, undefined]);
      expect(at(NOW - 301)).toMatch(/too long ago/);
      expect(at(NOW + 301)).toMatch(/too long ago/);
    },
  );

  it('that is no number is none', () => {
    const headers = { 'stripe-signature': `t=x,v1=${hmac(SECRET, 'x.')}` };
    expect(faultOf(CASES['stripe']!, headers)).toMatch(/too long ago/);
  });
});

describe('known answers', () => {
  it('of GitHub’s documentation are taken', () => {
    const request = {
      headers: { 'x-hub-signature-256': 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17' },
      body: Buffer.from('Hello, World!'),
      secrets: [new Secret("It's a Secret to Everybody")],
      nowSeconds: NOW,
    };
    expect(signatureFault({ preset: 'github' }, request)).toBeUndefined();
  });
});
