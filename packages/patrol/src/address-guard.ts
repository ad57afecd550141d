import { lookup as dnsLookup, type LookupAddress, type LookupOptions } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { AppError } from '@wangjian/core/errors.ts';

/**
 * Networks that are nobody's public site: IANA special-purpose registries for IPv4 and IPv6 (RFC 6890), multicast,
 * and the IPv6 forms that carry an IPv4 address inside and could smuggle one of those past the check.
 */
const FORBIDDEN_V4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const;
/** Of IPv6 only 2000::/3 is in public use; of that these are not, or hide an IPv4 address (6to4, Teredo). */
const FORBIDDEN_V6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['2620:4f:8000::', 48],
  ['3fff::', 20],
] as const;

const forbidden = new BlockList();
for (const [network, prefix] of FORBIDDEN_V4) forbidden.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of FORBIDDEN_V6) forbidden.addSubnet(network, prefix, 'ipv6');
const publicV6 = new BlockList();
publicV6.addSubnet('2000::', 3, 'ipv6');

type Resolve = (
  host: string,
  options: LookupOptions & { all: true },
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** Refuses addresses of private networks (SSRF), except the networks that the user allowed. */
export class AddressGuard {
  private readonly allowed = new BlockList();
  private readonly resolve: Resolve;

  /** `allowPrivate`: networks such as `127.0.0.0/8` or `fd00::/8`, or single addresses; AppError otherwise. */
  constructor(allowPrivate: readonly string[] = [], resolve: Resolve = dnsLookup) {
    this.resolve = resolve;
    for (const text of allowPrivate) addNetwork(this.allowed, text);
  }

  /** True when a numeric address is in a network that the user named: one's own machines. */
  isOwn(address: string): boolean {
    const family = isIP(address);
    return family !== 0 && this.allowed.check(address, family === 6 ? 'ipv6' : 'ipv4');
  }

  /** True when a numeric address may be connected to. */
  permits(address: string): boolean {
    const bare = address.replace(/%.*$/, '');
    const family = isIP(bare);
    if (family === 0) return false;
    if (this.isOwn(bare)) return true;
    if (family === 4) return !forbidden.check(bare, 'ipv4');
    return publicV6.check(bare, 'ipv6') && !forbidden.check(bare, 'ipv6');
  }

  /** Checks the host of an address that is about to be opened; names are checked by `lookup` when they resolve. */
  permitsHost(hostname: string): boolean {
    const bare = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
    return isIP(bare) === 0 || this.permits(bare);
  }

  /**
   * The `lookup` of every socket: resolves once, refuses when any answer is forbidden, and hands the checked
   * addresses to the connect call itself, so that a second answer (DNS rebinding) has no chance.
   */
  readonly lookup: LookupFunction = (hostname, options, done) => {
    this.resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error, '');
      const bad = addresses.find(({ address }) => !this.permits(address));
      const first = addresses[0];
      if (bad) return done(blockedAddress(hostname, bad.address), '');
      if (!first) return done(Object.assign(new Error(`no address: ${hostname}`), { code: 'ENOTFOUND' }), '');
      if (options.all) return done(null, addresses);
      done(null, first.address, first.family);
    });
  };
}

/** The error that `classifyNetworkError` turns into `blocked-address`. */
function blockedAddress(hostname: string, address: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${hostname} → ${address}`), { code: 'WJ_BLOCKED_ADDRESS' });
}

function addNetwork(list: BlockList, text: string): void {
  const [address = '', prefix, ...more] = text.trim().split('/');
  const family = isIP(address);
  const bits = family === 6 ? 128 : 32;
  const length = prefix === undefined ? bits : /^\d{1,3}$/.test(prefix) ? Number(prefix) : -1;
  if (family === 0 || more.length > 0 || length < 0 || length > bits) {
    throw new AppError('invalid_input', `网段“${text}”写法有误，应写作 127.0.0.0/8 或 fd00::/8`);
  }
  list.addSubnet(address, length, family === 6 ? 'ipv6' : 'ipv4');
}
