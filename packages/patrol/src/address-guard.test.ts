import { AppError } from '@wangjian/core/errors.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AddressGuard } from './address-guard.ts';

const guard = new AddressGuard();

describe('AddressGuard', () => {
  test.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '127.255.255.254',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '192.0.2.1',
    '198.18.0.1',
    '203.0.113.9',
    '224.0.0.1',
    '239.255.255.255',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::1',
    '2002:7f00:1::',
    '2001::1',
    '2001:db8::1',
    'fc00::1',
    'fd12::1',
    'fe80::1',
    'fe80::1%eth0',
    'fec0::1',
    'ff02::1',
    '3fff::1',
    'not an address',
    '',
  ])('refuses %s', (address) => {
    expect(guard.permits(address)).toBe(false);
  });

  test.each(['8.8.8.8', '114.114.114.114', '172.32.0.1', '100.63.255.255', '2400:3200::1', '240e::1'])(
    'permits %s',
    (address) => {
      expect(guard.permits(address)).toBe(true);
    },
  );

  test('allows exactly the networks that were named', () => {
    const own = new AddressGuard(['127.0.0.0/8', 'fd00::/8', '10.2.3.4']);
    expect(
      ['127.9.9.9', 'fd12::1', '10.2.3.4', '::ffff:127.0.0.1'].map((address) => own.permits(address)),
    ).toEqual([true, true, true, true]);
    expect(['10.2.3.5', '192.168.0.1', 'fe80::1'].map((address) => own.permits(address))).toEqual([
      false,
      false,
      false,
    ]);
  });

  test('odd spellings of loopback are resolved by the URL parser before they are judged', () => {
    for (const host of [
      '0x7f.1',
      '2130706433',
      '0177.0.0.1',
      '127.1',
      '[::ffff:7f00:1]',
      '[::1]',
      '１２７.0.0.1',
    ]) {
      expect(guard.permitsHost(new URL(`http://${host}/`).hostname), host).toBe(false);
    }
    expect(guard.permitsHost('shop.example.cn')).toBe(true);
  });

  test('every address of the private ranges is refused, mapped into IPv6 too', () => {
    const octet = fc.integer({ min: 0, max: 255 });
    const inside = fc.oneof(
      fc.tuple(fc.constant(10), octet, octet, octet),
      fc.tuple(fc.constant(127), octet, octet, octet),
      fc.tuple(fc.constant(192), fc.constant(168), octet, octet),
      fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), octet, octet),
    );
    fc.assert(
      fc.property(inside, (parts) => {
        const address = parts.join('.');
        expect(guard.permits(address)).toBe(false);
        expect(guard.permits(`::ffff:${address}`)).toBe(false);
      }),
    );
  });

  test.each(['127.0.0.0/33', 'home', '10.0.0.0/8/8', '10.0.0.0/x', ''])(
    'a network written “%s” is wrong use',
    (text) => {
      expect(() => new AddressGuard([text])).toThrow(AppError);
    },
  );
});
