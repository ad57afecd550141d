import { argon2, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/** OWASP's second recommendation for argon2id: 19 MiB, two passes. */
const COST = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const derive = promisify(argon2);

/** Hashes a password to a PHC string: `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const key = await derive('argon2id', {
    message: password.normalize('NFKC'),
    nonce,
    tagLength: 32,
    ...COST,
  });
  const { memory, passes, parallelism } = COST;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${encode(nonce)}$${encode(key)}`;
}

/**
 * Whether the password belongs to the hash. Without a hash (no such officer) it works just as long and says no, so
 * that the time of the answer tells nothing.
 */
export async function verifyPassword(password: string, hash: string | undefined): Promise<boolean> {
  const match = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/.exec(hash ?? NOBODY);
  if (!match) throw new Error('a stored password is not an argon2id PHC string');
  const [, memory, passes, parallelism, salt, tag] = match as unknown as string[];
  const wanted = Buffer.from(tag!, 'base64');
  const given = await derive('argon2id', {
    message: password.normalize('NFKC'),
    nonce: Buffer.from(salt!, 'base64'),
    tagLength: wanted.length,
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
  });
  return timingSafeEqual(given, wanted) && hash !== undefined;
}

const NOBODY = `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${encode(Buffer.alloc(16))}$${encode(Buffer.alloc(32))}`;

function encode(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '');
}

const KINDS = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z\d]/];

/** What is wrong with a new password, in Chinese; undefined when nothing is. */
export function passwordProblem(password: string, login: string, minLength: number): string | undefined {
  if ([...password].length < minLength) return `口令至少 ${minLength} 位`;
  if (KINDS.filter((kind) => kind.test(password)).length < 3) {
    return '口令须含大写字母、小写字母、数字、符号中的至少三种';
  }
  if (password.toLowerCase().includes(login.toLowerCase())) return '口令不能包含登录名';
  if (/(.)\1{3}/.test(password)) return '口令不能连续四位相同';
  return undefined;
}

/** Without characters that are easily taken for others. */
const ALPHABETS = ['abcdefghijkmnpqrstuvwxyz', 'ABCDEFGHJKLMNPQRSTUVWXYZ', '23456789', '!@#%+=?'];

/** A first password of 16 characters that fits every rule; shown once and changed at the first sign-in. */
export function randomPassword(): string {
  const pick = (alphabet: string) => alphabet[randomInt(alphabet.length)]!;
  for (;;) {
    const password = Array.from({ length: 16 }, () => pick(ALPHABETS.join(''))).join('');
    if (KINDS.every((kind) => kind.test(password)) && !/(.)\1/.test(password)) return password;
  }
}

/** Whether a password is to be changed: a first one, or older than the policy allows (0 days: never). */
export function isDue(
  password: { readonly set_at: Date | null; readonly must_change: boolean | null } | undefined,
  passwordDays: number,
  now: Date,
): boolean {
  // An officer without a password signs in elsewhere (OIDC).
  if (!password?.set_at) return false;
  const days = (now.getTime() - password.set_at.getTime()) / 86_400_000;
  return password.must_change === true || (passwordDays > 0 && days > passwordDays);
}
