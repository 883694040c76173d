import { type KeyObject, randomBytes, sign } from 'node:crypto';

/** An X.509 certificate made on the spot, so that no private key lies in the repository. PEM. */
export function certificate(of: {
  name: string;
  key: KeyObject;
  issuer: { name: string; key: KeyObject };
  isAuthority?: boolean;
  from: Date;
  to: Date;
}): string {
  const rsaWithSha256 = sequence(oid('2a864886f70d01010b'), der(0x05, Buffer.alloc(0)));
  const extensions = sequence(
    sequence(
      oid('551d13'),
      der(0x01, Buffer.from([0xff])),
      der(0x04, sequence(...(of.isAuthority ? [der(0x01, Buffer.from([0xff]))] : []))),
    ),
    sequence(oid('551d11'), der(0x04, sequence(der(0x82, Buffer.from(of.name))))),
  );
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    rsaWithSha256,
    named(of.issuer.name),
    sequence(time(of.from), time(of.to)),
    named(of.name),
    of.key.export({ type: 'spki', format: 'der' }),
    der(0xa3, extensions),
  );
  const signature = sign('RSA-SHA256', body, of.issuer.key);
  const bytes = sequence(body, rsaWithSha256, der(0x03, Buffer.concat([Buffer.from([0]), signature])));
  const lines = bytes.toString('base64').replace(/(.{64})(?=.)/g, '$1\n');
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}

function named(name: string): Buffer {
  return sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(name)))));
}

function der(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function sequence(...parts: Buffer[]): Buffer {
  return der(0x30, Buffer.concat(parts));
}

function oid(hex: string): Buffer {
  return der(0x06, Buffer.from(hex, 'hex'));
}

/** GeneralizedTime. */
function time(at: Date): Buffer {
  return der(0x18, Buffer.from(`${at.toISOString().replace(/\D/g, '').slice(0, 14)}Z`));
}
