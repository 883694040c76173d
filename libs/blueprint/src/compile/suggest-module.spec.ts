import { suggestModule } from './suggest-module.ts';

const known = ['gateway:CustomWebHook', 'crm:Create', 'erp:Create', 'http:ActionSendData'];

it.each([
  ['gateway:CustomWebhook', 'gateway:CustomWebHook'],
  ['webhook:customWebhook', 'gateway:CustomWebHook'],
  ['tools:TextAggregator', 'util:TextAggregator'],
  ['flow:basicRouter', 'builtin:BasicRouter'],
  ['sales:Create', undefined],
  ['google-sheets:addRow', undefined],
  ['', undefined],
  ['x:', undefined],
])('%s was meant to be %s', (name, expected) => {
  expect(suggestModule(name, known)).toBe(expected);
});
