import { mailboxOf } from './mailbox.ts';

describe('the mailbox of an address', () => {
  it.each([
    ['abc@hooks.example', 'abc'],
    ['ABC@Hooks.EXAMPLE', 'abc'],
    ['abc+tag@hooks.example', 'abc'],
    ['"a@b"@hooks.example', '"a@b"'],
  ])('is found in %s', (address, mailbox) => {
    expect(mailboxOf(address, 'hooks.example')).toBe(mailbox);
  });

  it.each(['abc', 'abc@example', 'abc@sub.hooks.example', 'abc@hooks.example.evil', 'abc%evil@relay', ''])(
    'is not found in %j, which would be another server’s',
    (address) => {
      expect(mailboxOf(address, 'hooks.example')).toBeUndefined();
    },
  );
});
