import { defineModule, requireText } from '@ebbflow/connector-sdk';
import { evaluateExpression } from '../expression/evaluate-expression.ts';

const LONGEST_EXPRESSION = 10_000;

export const evaluateMathExpression = defineModule({
  name: 'math:EvaluateExpression',
  versions: [1],
  kind: 'transformer',
  label: 'Evaluate a math expression',
  fields: { mapper: ['expression'], output: ['result'] },
  async run({ mapped }) {
    return { bundles: [{ result: evaluateExpression(requireText(mapped, 'expression', LONGEST_EXPRESSION)) }] };
  },
});
