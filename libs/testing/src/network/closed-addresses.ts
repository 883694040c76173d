/**
 * Every way known to us of writing an address that no scenario may reach. One table for all that goes out: a form that is added
 * here is tried against each of them.
 */
export const CLOSED_ADDRESSES: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.1', '127.0.0.2', '127.255.255.254', '::1', '0:0:0:0:0:0:0:1'],
  unspecified: ['0.0.0.0', '0.1.2.3', '::'],
  private: ['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.0.1'],
  'link-local': ['169.254.1.1', 'fe80::1', 'febf::1'],
  'unique local and site-local': ['fc00::1', 'fd12:3456::1', 'fec0::1'],
  'carrier-grade NAT': ['100.64.0.1', '100.127.255.255'],
  metadata: [
    '169.254.169.254',
    '169.254.170.2',
    '169.254.170.23',
    '100.100.100.200',
    '192.0.0.192',
    '168.63.129.16',
    'fd00:ec2::254',
    'fd00:ec2::23',
    'fd20:ce::254',
  ],
  'multicast and broadcast': ['224.0.0.1', '239.255.255.250', '255.255.255.255', 'ff02::1'],
  'reserved and documentation': [
    '240.0.0.1',
    '192.0.0.8',
    '192.0.2.1',
    '198.18.0.1',
    '2001:db8::1',
    '3fff::1',
    '100::1',
  ],
  'IPv4-mapped': [
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '0:0:0:0:0:ffff:7f00:1',
    '::ffff:a9fe:a9fe',
    '::ffff:168.63.129.16',
  ],
  'IPv4-compatible and translated': ['::127.0.0.1', '::7f00:1', '::ffff:0:7f00:1', '::8.8.8.8'],
  'NAT64, both prefixes': [
    '64:ff9b::127.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b::a9fe:a9fe',
    '64:ff9b:1::7f00:1',
    '64:ff9b:1::808:808',
  ],
  '6to4': ['2002:7f00:1::', '2002:a9fe:a9fe::1', '2002:a00:1::1'],
  // The relay's server, then the peer with all bits flipped: 80ff:fffe is 127.0.0.1.
  Teredo: ['2001:0:808:808:0:0:80ff:fffe', '2001:0:7f00:1:0:0:f7f7:f7f7'],
};

/** Spellings that some parser or other takes for an address of the list above. They stand for themselves: no name server gives them. */
export const CLOSED_SPELLINGS: Readonly<Record<string, readonly string[]>> = {
  'decimal, octal, hex and short': [
    '2130706433',
    '0x7f000001',
    '0x7f.0.0.1',
    '0177.0.0.1',
    '017700000001',
    '127.1',
    '127.0.1',
    '0',
    '0x0',
  ],
  'trailing dots': ['127.0.0.1.', '169.254.169.254.', 'localhost.'],
  'zone ids': ['fe80::1%eth0', '::1%lo', 'fe80::1%25eth0'],
  'look-alikes that become digits and dots': [
    '①②⑦.⓪.⓪.①',
    '１２７.０.０.１',
    '127。0。0。1',
    'ｌｏｃａｌｈｏｓｔ',
    '%31%32%37.0.0.1',
  ],
  'names of this machine': ['localhost', 'LOCALHOST', 'app.localhost', 'app.localhost.'],
  'two hosts in one': [
    'example.com@127.0.0.1',
    '127.0.0.1#example.com',
    '127.0.0.1/example.com',
    'example.com\\@127.0.0.1',
  ],
};
