import { deliveryBundles } from '../hook/delivery-bundles.ts';

function bundle(mail: string | Buffer, envelope = { from: 'ada@example.org', to: 'abc@hooks.example' }) {
  return deliveryBundles({
    kind: 'mail',
    method: '',
    query: '',
    headers: [],
    contentType: 'message/rfc822',
    body: Buffer.from(mail).toString('base64'),
    options: { headers: false, method: false, passThrough: false },
    envelope,
  }).then(([first]) => first ?? {});
}

const MAIL = [
  'From: "Ada L." <ada@example.org>',
  'To: A <a@example.org>, friends: b@example.org, c@example.org;',
  'Cc: d@example.org',
  'Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=',
  'Date: Tue, 24 Nov 2026 08:00:00 +0100',
  'Message-ID: <1@example.org>',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary=B',
  '',
  '--B',
  'Content-Type: multipart/alternative; boundary=C',
  '',
  '--C',
  'Content-Type: text/plain; charset=iso-8859-1',
  'Content-Transfer-Encoding: quoted-printable',
  '',
  'caf=E9',
  '--C',
  'Content-Type: text/html',
  '',
  '<b>x</b>',
  '--C--',
  '--B',
  'Content-Type: application/pdf; name="../../etc/passwd"',
  'Content-Disposition: attachment; filename="../../etc/passwd"',
  'Content-Transfer-Encoding: base64',
  '',
  Buffer.from([0, 255, 7]).toString('base64'),
  '--B--',
  '',
].join('\r\n');

describe('the bundle of a mail', () => {
  it('has addresses, texts, date, headers and files', async () => {
    expect(await bundle(MAIL)).toMatchObject({
      from: { name: 'Ada L.', address: 'ada@example.org' },
      to: [
        { name: 'A', address: 'a@example.org' },
        { name: '', address: 'b@example.org' },
        { name: '', address: 'c@example.org' },
      ],
      cc: [{ name: '', address: 'd@example.org' }],
      subject: 'Grüße',
      text: expect.stringContaining('café') as string,
      html: expect.stringContaining('<b>x</b>') as string,
      date: new Date('2026-11-24T07:00:00Z'),
      messageId: '<1@example.org>',
      headers: expect.arrayContaining([{ name: 'cc', value: 'd@example.org' }]) as unknown,
      attachments: [{ mime: 'application/pdf', fileSize: 3, data: new Uint8Array([0, 255, 7]) }],
      envelope: { from: 'ada@example.org', to: 'abc@hooks.example' },
    });
  });

  it.each([
    ['nothing', ''],
    ['no headers', 'hello'],
    ['bytes', Buffer.from([0, 1, 2, 255, 254])],
    ['a boundary that never comes', 'Content-Type: multipart/mixed; boundary=B\r\n\r\nx'],
    ['a broken encoding', 'Subject: =?utf-8?B?%%%?=\r\nContent-Transfer-Encoding: base64\r\n\r\n%%%'],
    ['a date that is none', 'Date: soon\r\n\r\nx'],
    ['an unknown charset', 'Content-Type: text/plain; charset=klingon\r\n\r\nx'],
  ])('is complete for %s', async (_what, mail) => {
    const made = await bundle(mail);
    expect(made).toMatchObject({ to: [], cc: [], attachments: [], date: null, messageId: null });
    expect([typeof made['subject'], typeof made['text'], typeof made['html']]).toEqual(['string', 'string', 'string']);
  });

  it('takes the sender from the envelope where the mail names none', async () => {
    expect(await bundle('Subject: x\r\n\r\ny')).toMatchObject({ from: { name: '', address: 'ada@example.org' } });
  });

  it('brings a mail that is nested too deep whole, as its own attachment', async () => {
    let mail = 'canary-31';
    for (let depth = 0; depth < 60; depth += 1) {
      const mark = `b${String(depth)}`;
      mail = `Content-Type: multipart/mixed; boundary=${mark}\r\n\r\n--${mark}\r\n${mail}\r\n--${mark}--`;
    }
    expect(await bundle(mail)).toMatchObject({
      subject: '',
      text: '',
      from: { name: '', address: 'ada@example.org' },
      attachments: [{ fileName: 'message.eml', mime: 'message/rfc822', data: new Uint8Array(Buffer.from(mail)) }],
    });
  });
});

describe('the bundle of a device’s event', () => {
  const event = (kind: string, data: object) => ({
    device: { id: 'dev_1', name: 'Phone', platform: 'android' },
    id: 'e1',
    kind,
    occurredAt: '2026-11-24T08:00:00+01:00',
    data,
  });
  const deviceBundleOf = (value: object) =>
    deliveryBundles({
      kind: 'device',
      method: '',
      query: '',
      headers: [],
      contentType: 'application/json',
      body: Buffer.from(JSON.stringify(value)).toString('base64'),
      options: { headers: false, method: false, passThrough: false },
    });

  it('names the device and has the fields of the event', async () => {
    expect(await deviceBundleOf(event('battery', { levelPercent: 7, isCharging: false }))).toEqual([
      {
        deviceId: 'dev_1',
        deviceName: 'Phone',
        platform: 'android',
        eventId: 'e1',
        kind: 'battery',
        occurredAt: new Date('2026-11-24T07:00:00Z'),
        levelPercent: 7,
        isCharging: false,
      },
    ]);
  });

  it('turns a photo into a file', async () => {
    const data = Buffer.from([255, 216, 0]).toString('base64');
    const [made] = await deviceBundleOf(event('photo', { fileName: 'a.jpg', mime: 'image/jpeg', data }));
    expect(made).toMatchObject({ fileName: 'a.jpg', fileSize: 3, data: new Uint8Array([255, 216, 0]) });
  });
});
