import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

/**
 * The first argument of a logger call is a constant sentence, and its fields are written out where the call is. Reason: a
 * message built from a value is how a payload, a token or an e-mail address gets into a log that nobody may
 * keep; and a spread (`{ ...request }`) hides what is logged from the reviewer and from the redaction list. It cannot see
 * into a variable given as a single field (`{ reason: text }`): redaction at run time and the canary test are for that.
 */
const methods = new Set(['trace', 'debug', 'verbose', 'info', 'log', 'warn', 'error', 'fatal']);

function isLogger(node: TSESTree.Expression): boolean {
  if (node.type === 'Identifier') return /^(log|logger)$|Logger$/.test(node.name);
  if (node.type !== 'MemberExpression') return false;
  const property = node.property;
  return (
    (property.type === 'Identifier' || property.type === 'PrivateIdentifier') &&
    /^(log|logger)$|Logger$/.test(property.name)
  );
}

function isConstantText(node: TSESTree.CallExpressionArgument): boolean {
  if (node.type === 'Literal') return typeof node.value === 'string';
  return node.type === 'TemplateLiteral' && node.expressions.length === 0;
}

export const noPayloadInLog: TSESLint.RuleModule<'sentence' | 'fields'> = {
  meta: {
    type: 'problem',
    schema: [],
    docs: { description: 'log messages are constant sentences with fields in plain sight' },
    messages: {
      sentence: 'The first argument of a logger call is a constant sentence; put ids into the fields.',
      fields: 'Write the fields out: a spread hides from review what is logged.',
    },
  },
  create(context) {
    return {
      CallExpression(node) {
        if (node.callee.type !== 'MemberExpression' || node.callee.property.type !== 'Identifier') return;
        if (!methods.has(node.callee.property.name) || !isLogger(node.callee.object)) return;
        const [message, ...rest] = node.arguments;
        if (message === undefined) return;
        if (!isConstantText(message)) context.report({ node: message, messageId: 'sentence' });
        for (const argument of rest) {
          const spread =
            argument.type === 'SpreadElement' ||
            (argument.type === 'ObjectExpression' &&
              argument.properties.some((property) => property.type === 'SpreadElement'));
          if (spread) context.report({ node: argument, messageId: 'fields' });
        }
      },
    };
  },
};
