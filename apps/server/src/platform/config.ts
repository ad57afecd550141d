import { AppError } from '@wangjian/core/errors.ts';
import { z } from 'zod';
import './zod-chinese.ts';

/** Settings from the environment; every name starts with WANGJIAN_. */
const Environment = z.object({
  WANGJIAN_SYSTEM_NAME: z.string().min(1).max(60).default('网鉴 · 网络市场监管平台'),
  /** Folder of the content-addressed files; `<data>/files` by default. */
  WANGJIAN_FILES: z.string().min(1).optional(),
  /** The address officers use, when it is behind a proxy: https makes cookies Secure, and OIDC returns to it. */
  WANGJIAN_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Addresses or CIDR ranges of the proxies in front that are believed about the caller's address, with commas. */
  WANGJIAN_TRUST_PROXY: z
    .string()
    .regex(/^[0-9a-fA-F.:/]+(,[0-9a-fA-F.:/]+)*$/)
    .optional(),
  WANGJIAN_METRICS_TOKEN: z.string().min(16).optional(),
  WANGJIAN_LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
  /** `file` is logs/wangjian.log in the data folder. */
  WANGJIAN_LOG_TO: z.enum(['file', 'stdout']).default('file'),
  WANGJIAN_UPLOAD_MB: z.coerce.number().int().min(1).max(1024).default(50),
  /** The first bureau of an installation for real use, and its name; read once, at the first start. */
  WANGJIAN_REGION: z
    .string()
    .regex(/^\d{6}$/)
    .default('640500'),
  WANGJIAN_ORG_NAME: z.string().min(2).max(60).optional(),
  /** Networks (CIDR, comma-separated) that patrols may enter although they are private; by default none. */
  WANGJIAN_ALLOW_PRIVATE: z
    .string()
    .regex(/^[0-9a-fA-F.:/,\s]*$/, '应为以逗号分隔的网段，例如 10.1.0.0/16')
    .default(''),
  /** Pause between two requests of a patrol to one host. */
  WANGJIAN_PATROL_DELAY_MS: z.coerce.number().int().min(0).max(600_000).default(1000),
  WANGJIAN_WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(4),
  WANGJIAN_OIDC_ISSUER: z.url().optional(),
  WANGJIAN_OIDC_CLIENT_ID: z.string().min(1).optional(),
  WANGJIAN_OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  /** Which claim of the ID token names the officer's log-in. */
  WANGJIAN_OIDC_CLAIM: z.string().min(1).default('preferred_username'),
  WANGJIAN_OIDC_LABEL: z.string().min(1).max(20).default('统一身份认证'),
});

/** The checked configuration of one process. */
export interface Config {
  readonly systemName: string;
  readonly filesFolder: string;
  readonly publicUrl: string | null;
  readonly secureCookies: boolean;
  readonly trustProxy: string | null;
  readonly metricsToken: string | null;
  readonly logLevel: string;
  readonly logTo: 'file' | 'stdout';
  readonly uploadBytes: number;
  readonly region: string;
  readonly orgName: string | null;
  readonly workerConcurrency: number;
  readonly patrolAllowPrivate: readonly string[];
  readonly patrolDelayMs: number;
  readonly oidc: {
    readonly issuer: string;
    readonly clientId: string;
    readonly clientSecret: string | null;
    readonly claim: string;
    readonly label: string;
  } | null;
}

/**
 * Reads the configuration; throws `invalid_input` that names each wrong variable. `defaults.filesFolder` is where
 * files go when nothing else is set.
 */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
  defaults: { readonly filesFolder: string },
): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = Environment.safeParse(given);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => ({
      path: issue.path.join('.'),
      message: `值“${given[String(issue.path[0])] ?? ''}”无效：${issue.message}`,
    }));
    throw new AppError(
      'invalid_input',
      `环境变量设置有误：${problems.map(({ path, message }) => `${path} ${message}`).join('；')}`,
      { problems },
    );
  }
  const value = parsed.data;
  if ((value.WANGJIAN_OIDC_ISSUER === undefined) !== (value.WANGJIAN_OIDC_CLIENT_ID === undefined)) {
    throw new AppError(
      'invalid_input',
      '环境变量设置有误：WANGJIAN_OIDC_ISSUER 和 WANGJIAN_OIDC_CLIENT_ID 必须同时设置，或都不设置。',
    );
  }
  return {
    systemName: value.WANGJIAN_SYSTEM_NAME,
    filesFolder: value.WANGJIAN_FILES ?? defaults.filesFolder,
    publicUrl: value.WANGJIAN_PUBLIC_URL?.replace(/\/$/, '') ?? null,
    secureCookies: value.WANGJIAN_PUBLIC_URL?.startsWith('https:') ?? false,
    trustProxy: value.WANGJIAN_TRUST_PROXY ?? null,
    metricsToken: value.WANGJIAN_METRICS_TOKEN ?? null,
    logLevel: value.WANGJIAN_LOG_LEVEL,
    logTo: value.WANGJIAN_LOG_TO,
    uploadBytes: value.WANGJIAN_UPLOAD_MB * 1024 * 1024,
    region: value.WANGJIAN_REGION,
    orgName: value.WANGJIAN_ORG_NAME ?? null,
    workerConcurrency: value.WANGJIAN_WORKER_CONCURRENCY,
    patrolAllowPrivate: value.WANGJIAN_ALLOW_PRIVATE.split(/[\s,]+/).filter(Boolean),
    patrolDelayMs: value.WANGJIAN_PATROL_DELAY_MS,
    oidc:
      value.WANGJIAN_OIDC_ISSUER && value.WANGJIAN_OIDC_CLIENT_ID
        ? {
            issuer: value.WANGJIAN_OIDC_ISSUER,
            clientId: value.WANGJIAN_OIDC_CLIENT_ID,
            clientSecret: value.WANGJIAN_OIDC_CLIENT_SECRET ?? null,
            claim: value.WANGJIAN_OIDC_CLAIM,
            label: value.WANGJIAN_OIDC_LABEL,
          }
        : null,
  };
}
