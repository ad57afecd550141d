import { endpoint } from '@wangjian/core/endpoint.ts';
import {
  ExportFormat,
  Instant,
  ListQuery,
  listOf,
  manyOf,
  RecordId,
  RegionCode,
} from '@wangjian/core/listing.ts';
import { UnmaskReason, unmasked } from '@wangjian/core/personal-data.ts';
import { BUSINESS_FORMS, SITE_KINDS } from '@wangjian/core/site.ts';
import { importEndpoints } from '@wangjian/core/table-import.ts';
import { z } from 'zod';

const Id = z.object({ id: RecordId });
const Version = z.int().min(1);
export const SiteKind = z.enum(SITE_KINDS);
export const BusinessForm = z.enum(BUSINESS_FORMS);
/** How a subject became known: 登记数据 / 备案数据 / 网上搜索 / 电话咨询 / 年报涉网信息 / 监测 / 平台报送 / 举报投诉 / 导入 / 手工登记. */
export const FOUND_BY = [
  'registration',
  'filing',
  'search',
  'phone',
  'annual-report',
  'patrol',
  'platform-report',
  'complaint',
  'import',
  'manual',
] as const;
export const FoundBy = z.enum(FOUND_BY);
/** 待确认 / 已确认 / 已排除 (无效信息). */
export const ConfirmStatus = z.enum(['pending', 'confirmed', 'excluded']);

/** A site or shop in the register (网络经营主体库). */
export const Site = z.object({
  id: RecordId,
  name: z.string(),
  url: z.string(),
  host: z.string(),
  kind: SiteKind,
  /** 0–1, of the classification; 1 once confirmed by hand. */
  confidence: z.number(),
  /** Why it was classified so, in Chinese. */
  reasons: z.array(z.string()),
  forms: z.array(BusinessForm),
  confirmStatus: ConfirmStatus,
  operatorId: RecordId.nullable(),
  operatorName: z.string().nullable(),
  uscc: z.string().nullable(),
  platformId: RecordId.nullable(),
  platformName: z.string().nullable(),
  icp: z.array(z.string()),
  police: z.array(z.string()),
  /** Masked in lists (138****1234). */
  phones: z.array(z.string()),
  /** Whether a licence is displayed on the home page: yes / no / not read yet. */
  licenceDisplay: z.enum(['shown', 'missing', 'unread']),
  region: RegionCode,
  regionName: z.string(),
  foundBy: FoundBy,
  foundAt: Instant,
  lastPatrolAt: Instant.nullable(),
  pages: z.int(),
  version: Version,
});
export type Site = z.infer<typeof Site>;

export const SiteDetail = Site.extend({
  operator: z
    .object({
      id: RecordId,
      name: z.string(),
      uscc: z.string().nullable(),
      kind: z.string().nullable(),
      /** Masked where the operator is a natural person; `unmaskSite` gives it in full. */
      address: z.string().nullable(),
      representative: z.string().nullable(),
    })
    .nullable(),
  confirmations: z.array(
    z.object({
      at: Instant,
      by: z.string(),
      method: z.enum(['page', 'phone', 'on-site']),
      result: z.enum(['confirmed', 'excluded']),
      kind: SiteKind,
      forms: z.array(BusinessForm),
      note: z.string(),
    }),
  ),
  shops: z.int(),
  history: z.array(z.object({ at: Instant, who: z.string(), what: z.string() })),
});

const SiteFilters = z.object({
  kind: manyOf(SiteKind),
  form: manyOf(BusinessForm),
  confirmStatus: manyOf(ConfirmStatus),
  foundBy: manyOf(FoundBy),
  region: RegionCode.optional(),
  licenceDisplay: z.enum(['shown', 'missing', 'unread']).optional(),
  platformId: RecordId.optional(),
  operatorId: RecordId.optional(),
});
export const listSites = endpoint({
  method: 'GET',
  path: '/api/registry/sites',
  summary: '主体库列表',
  access: 'registry.read',
  query: ListQuery.extend(SiteFilters.shape),
  result: listOf(Site),
});
export const getSite = endpoint({
  method: 'GET',
  path: '/api/registry/sites/:id',
  summary: '主体详情',
  access: 'registry.read',
  params: Id,
  result: SiteDetail,
});
export const SiteInput = z.object({
  name: z.string().trim().min(1).max(100),
  url: z.string().trim().min(4).max(2000),
  kind: SiteKind,
  forms: z.array(BusinessForm).max(12).default([]),
  region: RegionCode,
  operatorName: z.string().trim().max(100).optional(),
  uscc: z.string().trim().max(18).optional(),
  platformId: RecordId.optional(),
  foundBy: FoundBy.default('manual'),
  phone: unmasked(40).optional(),
  address: unmasked(200).optional(),
});
export const createSite = endpoint({
  method: 'POST',
  path: '/api/registry/sites',
  summary: '登记主体',
  access: 'registry.write',
  body: SiteInput,
  result: SiteDetail,
});
export const updateSite = endpoint({
  method: 'PATCH',
  path: '/api/registry/sites/:id',
  summary: '修改主体',
  access: 'registry.write',
  params: Id,
  // Fields that are not sent stay as they are; a default would overwrite them.
  body: SiteInput.extend({ forms: z.array(BusinessForm).max(12), foundBy: FoundBy })
    .partial()
    .extend({
      platformId: RecordId.nullish(),
      version: Version,
      reason: z.string().trim().max(200).optional(),
    }),
  result: SiteDetail,
});
export const confirmSite = endpoint({
  method: 'POST',
  path: '/api/registry/sites/:id/confirm',
  summary: '人工确认主体',
  access: 'registry.confirm',
  params: Id,
  body: z.object({
    method: z.enum(['page', 'phone', 'on-site']),
    result: z.enum(['confirmed', 'excluded']),
    kind: SiteKind,
    forms: z.array(BusinessForm).max(12),
    note: z.string().trim().max(500).default(''),
    version: Version,
  }),
  result: SiteDetail,
});
export const unmaskSite = endpoint({
  method: 'POST',
  path: '/api/registry/sites/:id/unmask',
  summary: '查看未脱敏的联系方式',
  access: 'personal.unmask',
  params: Id,
  body: UnmaskReason,
  result: z.object({ phones: z.array(z.string()), address: z.string().nullable() }),
});
export const exportSites = endpoint({
  method: 'GET',
  path: '/api/registry/sites/export',
  summary: '导出主体库',
  access: 'data.export',
  query: ListQuery.extend(SiteFilters.shape).extend({ format: ExportFormat }),
});

/** Import of CSV or XLSX. */
export const siteImports = importEndpoints('/api/registry', '主体', 'registry.import');

/** 行政许可, as imported from the 双公示 data. */
export const PermitItem = z.object({
  id: RecordId,
  holder: z.string(),
  uscc: z.string().nullable(),
  certificate: z.string(),
  number: z.string(),
  issuer: z.string(),
  decidedOn: z.iso.date().nullable(),
  validFrom: z.iso.date().nullable(),
  validUntil: z.iso.date().nullable(),
  expired: z.boolean(),
  state: z.string(),
  sourceUnit: z.string().nullable(),
  importedAt: Instant,
});
export type PermitItem = z.infer<typeof PermitItem>;
export const listPermits = endpoint({
  method: 'GET',
  path: '/api/registry/permits',
  summary: '许可库',
  access: 'registry.read',
  query: ListQuery.extend({ expired: z.literal('true').optional() }),
  result: listOf(PermitItem),
});
export const permitImports = importEndpoints('/api/registry/permits', '许可', 'registry.import');
