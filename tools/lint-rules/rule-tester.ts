import { RuleTester, type Rule } from 'eslint';
import type { TSESLint } from '@typescript-eslint/utils';
import { parser } from 'typescript-eslint';

export const ruleTester = new RuleTester({ languageOptions: { parser } });

/** ESLint and typescript-eslint describe the same rule object with two types; only the tree's types differ. */
export function asEslintRule(rule: TSESLint.RuleModule<string>): Rule.RuleModule {
  return rule as unknown as Rule.RuleModule;
}
