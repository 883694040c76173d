import { hookSchema, type Hook } from '@ebbflow/contracts';
import { newId } from '@ebbflow/kernel';
import type { RunningService } from '@ebbflow/service-host';
import type { TestHouse } from '@ebbflow/testing';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { MailDoor } from '../../src/mail/mail-door.ts';

export const DOMAIN = 'hooks.example';

/** Settings under which a gateway takes mail. */
export const MAIL_SETTINGS = {
  EBB_GATEWAY_DOOR_PORT: '0',
  EBB_GATEWAY_MAIL_PORT: '0',
  EBB_GATEWAY_MAIL_DOMAIN: DOMAIN,
};

/** A mail hook as the executor makes one; its `url` is the address. */
export async function aMailHook(
  house: TestHouse,
  gateway: RunningService,
  tenantId: string,
  { enabled = true } = {},
): Promise<Hook> {
  const options = { headers: false, method: false, passThrough: false };
  const body = { tenantId, scenarioId: newId('scn'), moduleId: 1, kind: 'mail', options };
  const made = hookSchema.parse(
    (await house.ask(gateway, 'POST', '/internal/v1/hooks', { as: 'executor', body })).body,
  );
  const state = { tenantId, enabled, responds: false };
  await house.ask(gateway, 'PATCH', `/internal/v1/hooks/${made.hookId}`, { as: 'executor', body: state });
  return made;
}

export function mailPortOf(gateway: RunningService): number {
  const { port } = gateway.app.get(MailDoor, { strict: false });
  if (port === undefined) throw new Error('This gateway takes no mail.');
  return port;
}

/** As another mail server sends it; with `ca`, over TLS only. Rejects with the answer's code in `responseCode` when nobody took it. */
export async function sendMail(
  gateway: RunningService,
  mail: SendMailOptions,
  { ca }: { ca?: string } = {},
): Promise<{ accepted: string[]; refused: number[] }> {
  const transport = createTransport({
    host: '127.0.0.1',
    port: mailPortOf(gateway),
    secure: false,
    requireTLS: ca !== undefined,
    ignoreTLS: ca === undefined,
    ...(ca === undefined ? {} : { tls: { ca, servername: 'localhost' } }),
  });
  try {
    const info = await transport.sendMail({ from: 'ada@example.org', text: 'hello', ...mail });
    const errors = (info.rejectedErrors ?? []) as { responseCode?: number }[];
    return { accepted: info.accepted.map(String), refused: errors.map(({ responseCode }) => responseCode ?? 0) };
  } finally {
    transport.close();
  }
}
