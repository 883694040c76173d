import { defineModule } from '@ebbflow/connector-sdk';
import { connect } from '../query/connect.ts';
import { planQuery } from '../query/query-plan.ts';
import { runQuery } from '../query/run-query.ts';

/** One statement; one bundle a row, or `affectedRows` of a statement that gives none. */
export const executeQuery = defineModule({
  name: 'postgresql:executeQuery',
  versions: [1],
  kind: 'search',
  label: 'Execute a query',
  fields: {
    parameters: ['account'],
    mapper: ['query', 'parameters', 'limit', 'timeout'],
    output: ['…', 'affectedRows'],
  },
  operationTimeoutMs: 305_000,
  async run({ parameters, mapped }, context) {
    const plan = planQuery(parameters, mapped);
    const access = await context.connections.credentials(plan.connectionId, 'postgresql');
    const client = await connect(access, context);
    try {
      const { bundles, bytes, hasMore } = await runQuery(client, plan);
      return {
        bundles,
        transferBytes: plan.text.length + bytes,
        ...(hasMore ? { warnings: [`There are more rows than the ${String(plan.maxRows)} that were asked for.`] } : {}),
      };
    } finally {
      await client.end().catch(() => undefined);
    }
  },
});
