import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bootstrappedOrganisationSchema, type Principal } from '@ebbflow/contracts';
import { ServiceClient, type RunningService } from '@ebbflow/service-host';
import type { DataFolder } from './data-folder.ts';
import { runSample, type SampleRun } from './sample/run-sample.ts';

const ORGANISATION = 'My organisation';

export interface FirstStart {
  /** One-time link for the first password; undefined once it has been used. */
  readonly setupUrl: string | undefined;
  /** The sample's run, when this start made it. */
  readonly sample: SampleRun | undefined;
}

/**
 * Makes sure there is an organisation, an operator token for the terminal, and a sample that has run. Each part is looked
 * at on its own, so that a first start which was cut off is completed by the next.
 */
export async function completeFirstStart(
  { console, vault }: Readonly<Record<'console' | 'vault', RunningService>>,
  folder: DataFolder,
  publicUrl: string,
): Promise<FirstStart> {
  const client = console.app.get(ServiceClient, { strict: false });
  const organisation = await client.call('identity', 'POST', '/internal/v1/organisations', {
    body: { name: ORGANISATION, issueOperatorToken: !existsSync(folder.operatorFile) },
    schema: bootstrappedOrganisationSchema,
  });
  writeOperatorFile(folder.operatorFile, { url: publicUrl, vaultUrl: vault.url }, organisation.operatorToken);

  const marker = join(folder.path, 'sample-has-run');
  let sample: SampleRun | undefined;
  if (!existsSync(marker)) {
    const principal: Principal = {
      organisationId: organisation.organisationId,
      userId: null,
      scopes: ['*'],
      kind: 'api-token',
    };
    sample = await runSample(client, principal);
    writeFileSync(marker, `${new Date().toISOString()}\n`);
  }
  const setupUrl = organisation.setupToken === null ? undefined : `${publicUrl}/setup/${organisation.setupToken}`;
  return { setupUrl, sample };
}

/** Addresses may have moved with the ports; the token stays what it was unless a new one was issued. */
function writeOperatorFile(
  file: string,
  urls: { readonly url: string; readonly vaultUrl: string },
  issued: string | null,
): void {
  const token = issued ?? (JSON.parse(readFileSync(file, 'utf8')) as { token: string }).token;
  writeFileSync(file, `${JSON.stringify({ ...urls, token }, null, 2)}\n`, { mode: 0o600 });
}
