import { fileSuffix } from './file-suffix.ts';
import { asEslintRule, ruleTester } from './rule-tester.ts';

const code = 'export const one = 1;';
const named = (filename: string) => ({ code, filename });

ruleTester.run('file-suffix', asEslintRule(fileSuffix), {
  valid: [
    named('libs/kernel/src/byte-size.ts'),
    named('libs/kernel/src/index.ts'),
    named('services/vault/src/leases/leases.controller.ts'),
    named('services/vault/src/leases/leases.controller.spec.ts'),
    named('services/vault/test/medium/leases.medium.spec.ts'),
    named('services/vault/src/migrations/001-first.migration.ts'),
    named('libs/contracts/src/events/gateway.hook-received.v1.event.ts'),
    named('libs/contracts/src/events/gateway.hook-received.v1.event.spec.ts'),
    named('services/executor/src/runs/insert-runs.sql.ts'),
    named('libs/connectors/util/src/util.connector.ts'),
    {
      code: '@Controller() export class HooksController {}',
      filename: 'services/gateway/src/hooks/hooks.controller.ts',
    },
    { code: '@Controller() class Sample {}', filename: 'libs/service-host/src/problem-filter.spec.ts' },
  ],
  invalid: [
    { ...named('libs/kernel/src/ByteSize.ts'), errors: [{ messageId: 'kebab' }] },
    { ...named('libs/kernel/src/byte_size.ts'), errors: [{ messageId: 'kebab' }] },
    { ...named('services/vault/src/leases/leases.manager.ts'), errors: [{ messageId: 'suffix' }] },
    { ...named('services/vault/src/leases/leases.old.service.ts'), errors: [{ messageId: 'suffix' }] },
    { ...named('services/vault/src/leases/utils.ts'), errors: [{ messageId: 'drawer' }] },
    { ...named('services/vault/src/leases/base.service.ts'), errors: [{ messageId: 'drawer' }] },
    { ...named('services/vault/src/leases/index.ts'), errors: [{ messageId: 'index' }] },
    {
      code: '@Controller() export class HooksController {}',
      filename: 'services/gateway/src/hooks/hooks.service.ts',
      errors: [{ messageId: 'home' }],
    },
    {
      code: "@Entity({ name: 'hook' }) export class HookEntity {}",
      filename: 'services/gateway/src/hooks/hook.ts',
      errors: [{ messageId: 'home' }],
    },
  ],
});
