import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { HTTP_KINDS, type CreateConnection, type ReplaceConnection, type StartOauth } from '@ebbflow/contracts';
import type { Fault } from '@ebbflow/kernel';
import { allowedOriginOf, allowedOriginsOf, isOriginAllowed } from './allowed-origin.policy.ts';
import { canCarryKey, isHeaderValue, isPlainText } from './carried-header.policy.ts';
import { oauthFaults } from './oauth-faults.policy.ts';

/** As a person makes it; an `oauth2` one comes from the start of a consent. */
export type NewConnection =
  | CreateConnection
  | (Exclude<StartOauth, { connectionId: string } | { provider: string }> & { readonly kind: 'oauth2' });
export type GivenConnection = NewConnection | ReplaceConnection;

const HOST_NAME =
  /^(?=.{1,253}$)[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*\.?$/;

/** What is wrong with a connection beyond its shape. Sentences never repeat a value: one of them is a secret. */
export function connectionFaults(connection: GivenConnection): readonly Fault[] {
  const unclean = textFaults(connection, '');
  if (unclean.length > 0) return unclean;
  return [...originFaults(connection), ...testUrlFaults(connection), ...kindFaults(connection)];
}

function kindFaults(connection: GivenConnection): readonly Fault[] {
  switch (connection.kind) {
    case 'api-key': {
      const { settings, secret } = connection;
      const pointers = { name: '/settings/parameterName', value: '/secret/key' };
      return settings.placement === 'header' ? headerFaults(settings.parameterName, secret?.key, pointers) : [];
    }
    case 'custom-headers': {
      const { settings, secret } = connection;
      if (secret && secret.values.length !== settings.names.length) {
        return [{ pointer: '/secret/values', message: 'Give one value for each of the names, in their order.' }];
      }
      return settings.names.flatMap((name, index) => {
        const at = String(index);
        return headerFaults(name, secret?.values[index], {
          name: `/settings/names/${at}`,
          value: `/secret/values/${at}`,
        });
      });
    }
    case 'client-credentials':
    case 'oauth2':
      return oauthFaults(connection.settings);
    case 'sftp': {
      const { settings, secret } = connection;
      const hasProof = !secret || secret.password !== undefined || secret.privateKey !== undefined;
      return [
        ...hostFaults(settings.host),
        ...(hasProof ? [] : [{ pointer: '/secret', message: 'Give a password or a private key.' }]),
      ];
    }
    case 'smtp':
    case 'imap':
    case 'ftp':
    case 'postgresql':
    case 'mysql':
      return [...hostFaults(connection.settings.host), ...authorityFaults(connection.settings.ca)];
  }
}

function headerFaults(
  name: string,
  value: string | undefined,
  pointers: { readonly name: string; readonly value: string },
): readonly Fault[] {
  const faults: Fault[] = [];
  if (!canCarryKey(name)) {
    faults.push({ pointer: pointers.name, message: 'This cannot be the name of a header that carries a key.' });
  }
  if (value !== undefined && !isHeaderValue(value)) {
    faults.push({
      pointer: pointers.value,
      message: 'A key sent in a header is visible ASCII without line breaks or blanks around it.',
    });
  }
  return faults;
}

function originFaults(connection: GivenConnection): readonly Fault[] {
  if (!HTTP_KINDS.has(connection.kind) || !('allowedOrigins' in connection)) return [];
  return connection.allowedOrigins.flatMap((origin, index) =>
    allowedOriginOf(origin) === undefined
      ? [
          {
            pointer: `/allowedOrigins/${String(index)}`,
            message:
              'Give scheme, host and, where needed, port, such as https://api.example.com, without path or user name.',
          },
        ]
      : [],
  );
}

function testUrlFaults(connection: GivenConnection): readonly Fault[] {
  if (!('testUrl' in connection.settings) || !('allowedOrigins' in connection)) return [];
  const { testUrl } = connection.settings;
  if (testUrl === undefined || isOriginAllowed(testUrl, allowedOriginsOf(connection.allowedOrigins))) return [];
  return [{ pointer: '/settings/testUrl', message: 'Give an address within one of the allowed origins.' }];
}

function hostFaults(host: string): readonly Fault[] {
  if (isIP(host) !== 0 || HOST_NAME.test(host)) return [];
  return [
    { pointer: '/settings/host', message: 'Give the name or address of the server alone, without scheme or port.' },
  ];
}

function authorityFaults(ca: string | undefined): readonly Fault[] {
  if (ca === undefined) return [];
  try {
    new X509Certificate(ca);
    return [];
  } catch {
    return [{ pointer: '/settings/ca', message: 'This is no certificate in PEM.' }];
  }
}

/** Members that are PEM have lines; nothing else has a control character on purpose. Postgres takes no NUL, UTF-8 no lone surrogate. */
const HAVE_LINES = new Set(['ca', 'privateKey']);

function textFaults(value: unknown, pointer: string): readonly Fault[] {
  if (typeof value === 'string') {
    const text = HAVE_LINES.has(pointer.slice(pointer.lastIndexOf('/') + 1))
      ? value.replaceAll(/[\r\n\t]/g, '')
      : value;
    if (isPlainText(text)) return [];
    return [{ pointer, message: 'This must not contain control characters or halves of characters.' }];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => textFaults(member, `${pointer}/${name}`));
}
