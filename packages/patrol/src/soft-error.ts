/** Everything that can go wrong with one page or host; none of it ends a run. */
export const SOFT_ERROR_KINDS = {
  'bad-url': '网址写法有误，无法访问',
  dns: '域名无法解析，可能已停用或写错',
  refused: '对方服务器拒绝连接，可能已关闭',
  network: '网络连接中断，没有取到网页',
  timeout: '对方服务器长时间没有响应或传输过慢',
  tls: '网站的 HTTPS 证书或加密协议有问题，无法建立安全连接',
  'redirect-loop': '网页来回跳转，没有终点',
  'too-large': '网页超过大小上限，只保留了前面的部分',
  'inflate-bomb': '网页解压后异常庞大（疑似压缩炸弹），已放弃',
  'bad-encoding': '网页的压缩数据损坏，无法解开',
  'not-html': '返回的不是网页（图片、压缩包、程序等），未作内容检查',
  'blocked-address': '地址指向内网或本机，出于安全拒绝访问；确需访问请用 --allow-private 指明网段',
  'blocked-page': '对方返回了访问验证或拦截页面，没有看到真实内容',
  robots: '网站的 robots.txt 不允许访问该地址',
  'http-status': '对方服务器返回错误状态',
  internal: '处理该网页时程序出错',
} as const;

export type SoftErrorKind = keyof typeof SOFT_ERROR_KINDS;

/** One thing that went wrong, as data. */
export interface SoftError {
  readonly kind: SoftErrorKind;
  readonly messageZh: string;
}

/** A soft error with its default sentence and, in brackets, what is special about this case. */
export function softError(kind: SoftErrorKind, detail = ''): SoftError {
  return { kind, messageZh: detail ? `${SOFT_ERROR_KINDS[kind]}（${detail}）` : SOFT_ERROR_KINDS[kind] };
}

const DNS = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'EAI_NODATA',
  'EAI_NONAME',
  'ENODATA',
  'ESERVFAIL',
]);
const REFUSED = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL', 'EACCES', 'EPERM']);
const TIMEOUT = new Set([
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'WJ_TIMEOUT',
]);
const TLS = /^(?:ERR_TLS_|ERR_SSL_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|EPROTO$|HOSTNAME_MISMATCH)/;

/** Puts an error of the network stack (undici, net, tls, dns) into its kind. */
export function classifyNetworkError(error: unknown): SoftError {
  const { code, message } = rootOf(error);
  if (code === 'WJ_BLOCKED_ADDRESS') return softError('blocked-address', message);
  if (DNS.has(code)) return softError('dns');
  if (TIMEOUT.has(code)) return softError('timeout');
  if (TLS.test(code)) return softError('tls', code);
  if (REFUSED.has(code)) return softError('refused');
  // Node's parser of HTTP speaks English and without a code: the answer was no HTTP.
  if (/HTTP\/1|Parse Error/i.test(message)) return softError('network', '对方的应答不符合 HTTP 协议');
  return softError('network', code);
}

/** The innermost cause that carries a code; of several attempts (IPv6, then IPv4) the last one. */
function rootOf(error: unknown): { code: string; message: string } {
  let current = error as { code?: unknown; message?: unknown; cause?: unknown; errors?: unknown } | undefined;
  let found = { code: '', message: String(current?.message ?? error) };
  for (let depth = 0; current && depth < 5; depth += 1) {
    if (typeof current.code === 'string')
      found = { code: current.code, message: String(current.message ?? '') };
    const last = Array.isArray(current.errors) ? current.errors.at(-1) : undefined;
    current = (last ?? current.cause) as typeof current;
  }
  return found;
}
