import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

/**
 * A public method of a repository takes the tenant, or a client that is already bound to one, before anything else. Reason:
 * a query that forgets its tenant returns another customer's rows and no test with one tenant notices. Row-level security is the
 * second wall; this one makes the scope visible in every call. It looks at parameter names, not at types,
 * because the bound client is an ordinary client in a transaction: `sql` or `manager` (from Database.withTenant…), `tenantId`, `scope`.
 */
const scopes = new Set(['tenantId', 'scope', 'sql', 'manager']);

function firstName(method: TSESTree.MethodDefinition): string | undefined {
  const first = method.value.params[0];
  return first?.type === 'Identifier' ? first.name : undefined;
}

export const tenantScopeFirst: TSESLint.RuleModule<'scope'> = {
  meta: {
    type: 'problem',
    schema: [],
    docs: { description: 'repository methods take the tenant scope first' },
    messages: {
      scope: '"{{method}}" must take the tenant scope first: tenantId, scope, or the bound client as sql or manager.',
    },
  },
  create(context) {
    return {
      MethodDefinition(node) {
        if (node.kind !== 'method' || node.accessibility === 'private' || node.accessibility === 'protected') return;
        if (node.key.type === 'PrivateIdentifier') return;
        const name = firstName(node);
        if (name !== undefined && scopes.has(name)) return;
        context.report({ node: node.key, messageId: 'scope', data: { method: context.sourceCode.getText(node.key) } });
      },
    };
  },
};
