import { defineConnector } from '@ebbflow/connector-sdk';
import { evaluateMathExpression } from './actions/evaluate-expression.action.ts';

export const mathConnector = defineConnector({ app: 'math', label: 'Math', modules: [evaluateMathExpression] });
