import { defineService } from '@ebbflow/service-host';
import { IdentityModule } from './identity.module.ts';
import { bootstrapCommand } from './organisations/bootstrap-command.ts';
import { CreateIdentity1767225600101 } from './migrations/0001-create-identity.migration.ts';
import { CreateRegistrations1767225600121 } from './migrations/0021-create-registrations.migration.ts';
import { CreateAudit1767225600150 } from './migrations/0050-create-audit.migration.ts';
import { CreateMailPreferences1767225600160 } from './migrations/0060-create-mail-preferences.migration.ts';

export const identityService = defineService({
  name: 'identity',
  module: IdentityModule,
  migrations: [
    CreateIdentity1767225600101,
    CreateRegistrations1767225600121,
    CreateAudit1767225600150,
    CreateMailPreferences1767225600160,
  ],
  commands: { bootstrap: bootstrapCommand },
  // Nothing identity takes is long; a password has at most 1 024 characters.
  http: () => ({ bodyLimitBytes: 16_384 }),
});
