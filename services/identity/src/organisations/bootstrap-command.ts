import { ExpectedError } from '@ebbflow/kernel';
import type { ServiceCommand } from '@ebbflow/service-host';
import { BootstrapService } from './bootstrap.service.ts';

/**
 * `main.js bootstrap NAME`: the first organisation of an installation. Prints one JSON document with the token of the
 * one-time set-up link (append it to `<public URL>/setup/`) and, once, the operator's API token. Run again it prints a fresh
 * link until one has been used.
 */
export const bootstrapCommand: ServiceCommand = async (app, [name]) => {
  if (name === undefined || name.trim() === '')
    throw new ExpectedError('IDENTITY.NO_NAME', 400, 'Give the organisation a name: main.js bootstrap "Name".');
  return JSON.stringify(await app.get(BootstrapService).bootstrap({ name }));
};
