/**
 * The cipher suites of every TLS connection we make or take: all of TLS 1.3, and of TLS 1.2 those with a key exchange of their own for each
 * connection (who gets the server's key later reads nothing of before) and with authenticated encryption. In the order they are preferred,
 * as OpenSSL takes them. The runtime's own list has suites without either.
 */
export const STRONG_CIPHERS = [
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'TLS_AES_128_GCM_SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
].join(':');
