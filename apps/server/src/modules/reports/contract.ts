import { endpoint } from '@wangjian/core/endpoint.ts';
import {
  Instant,
  ListQuery,
  listOf,
  OneRecord,
  RecordId,
  RegionCode,
  Version,
} from '@wangjian/core/listing.ts';
import { z } from 'zod';

/** A count on the workbench and the list that it opens (a console path with its query). */
const Count = z.object({
  id: z.string(),
  name: z.string(),
  value: z.int(),
  opens: z.string(),
  tone: z.enum(['plain', 'attention', 'danger']),
});

/** 工作台: what waits for me now. Only counts whose lists the reader may open. */
export const getWorkbench = endpoint({
  method: 'GET',
  path: '/api/workbench',
  summary: '工作台',
  access: 'session',
  /** One region of the reader's instead of all of them. */
  query: z.object({ region: RegionCode.optional() }),
  result: z.object({
    counts: z.array(Count),
    runningPatrols: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        pages: z.int(),
        findings: z.int(),
        sites: z.int(),
        sitesDone: z.int(),
      }),
    ),
    newestLeads: z.array(
      z.object({
        id: z.string(),
        number: z.string(),
        title: z.string(),
        siteName: z.string().nullable(),
        registeredAt: Instant,
      }),
    ),
    byCategory: z.array(
      z.object({ category: z.string(), name: z.string(), findings: z.int(), leads: z.int() }),
    ),
    byRegion: z.array(z.object({ region: z.string(), name: z.string(), sites: z.int(), leads: z.int() })),
  }),
});

/** GB/T 2260 regions that the reader may see, as a tree in order. */
export const listRegions = endpoint({
  method: 'GET',
  path: '/api/regions',
  summary: '可见区划',
  access: 'session',
  result: z.object({
    items: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        parent: z.string().nullable(),
        level: z.enum(['province', 'city', 'county', 'township']),
      }),
    ),
  }),
});

/** Open findings and leads of sites of the register, for the lists that show both (the register itself knows neither). */
export const getSiteCounts = endpoint({
  method: 'POST',
  path: '/api/site-counts',
  summary: '各主体的待甄别发现数和线索数',
  access: 'registry.read',
  body: z.object({ siteIds: z.array(RecordId).max(500) }),
  result: z.object({
    items: z.array(z.object({ siteId: RecordId, openFindings: z.int(), openLeads: z.int() })),
  }),
});

/** A day `YYYY-MM-DD`. */
const Day = z.iso.date();
const Annex2Period = z.object({
  /** The unit; the reader's own one where it is not given. */
  org: RecordId.optional(),
  from: Day,
  to: Day,
});
export const Annex2Figure = z.object({
  line: z.string(),
  section: z.string(),
  words: z.string(),
  unit: z.string(),
  /** What the line counts, in words. */
  counts: z.string(),
  /** Whole numbers; 罚没款 in 分. */
  value: z.int(),
  before: z.int(),
  lastYear: z.int(),
});
export const Annex2Status = z.enum(['submitted', 'returned', 'signed', 'corrected']);
export const Annex2Report = z.object({
  id: RecordId,
  orgId: RecordId,
  orgName: z.string(),
  from: Day,
  to: Day,
  status: Annex2Status,
  figures: z.record(z.string(), z.int()),
  remarks: z.record(z.string(), z.string()),
  note: z.string(),
  submittedAt: Instant,
  submittedBy: z.string(),
  decidedAt: Instant.nullable(),
  decidedBy: z.string().nullable(),
  opinion: z.string().nullable(),
  correctsId: RecordId.nullable(),
  correctionReason: z.string().nullable(),
  /** What the reader may do with it now. */
  allowed: z.array(z.enum(['sign', 'return', 'correct'])),
  version: Version,
});
export type Annex2Report = z.infer<typeof Annex2Report>;
/** 附件2 of a unit and period, counted now from the records. */
export const getAnnex2 = endpoint({
  method: 'GET',
  path: '/api/reports/annex2',
  summary: '附件2统计表',
  access: 'report.read',
  query: Annex2Period,
  result: z.object({
    title: z.string(),
    org: z.object({ id: RecordId, name: z.string() }),
    from: Day,
    to: Day,
    period: z.string(),
    figures: z.array(Annex2Figure),
    /** 十二类之和等于案件数 and the like; what does not hold is named. */
    problems: z.array(z.string()),
    /** Reports of this unit for exactly this period, the newest first. */
    reports: z.array(Annex2Report),
  }),
});
/** Units whose tables the reader may open, and who among those below has reported the period. */
export const listAnnex2Units = endpoint({
  method: 'GET',
  path: '/api/reports/annex2/units',
  summary: '各单位报送情况',
  access: 'report.read',
  query: z.object({ from: Day, to: Day }),
  result: z.object({
    own: RecordId.nullable(),
    items: z.array(
      z.object({
        id: RecordId,
        name: z.string(),
        level: z.enum(['province', 'city', 'county', 'township', 'section', 'department']),
        parentId: RecordId.nullable(),
        status: Annex2Status.nullable(),
        submittedAt: Instant.nullable(),
        cases: z.int().nullable(),
      }),
    ),
  }),
});
/** The records behind one number of the table. */
export const listAnnex2Records = endpoint({
  method: 'GET',
  path: '/api/reports/annex2/records',
  summary: '统计数背后的记录',
  access: 'report.read',
  query: ListQuery.pick({ page: true, pageSize: true })
    .extend(Annex2Period.shape)
    .extend({ line: z.string().max(40) }),
  result: listOf(
    z.object({
      id: z.string(),
      title: z.string(),
      path: z.string(),
      day: Day,
      orgName: z.string(),
      pieces: z.int(),
      fen: z.int(),
    }),
  ),
});
export const exportAnnex2 = endpoint({
  method: 'GET',
  path: '/api/reports/annex2/export',
  summary: '导出附件2统计表',
  access: 'report.read',
  query: Annex2Period.extend({ format: z.enum(['xlsx', 'docx', 'csv']) }),
});
export const submitAnnex2 = endpoint({
  method: 'POST',
  path: '/api/reports/annex2/reports',
  summary: '报送附件2统计表',
  access: 'report.submit',
  body: z.object({
    org: RecordId.optional(),
    from: Day,
    to: Day,
    remarks: z.record(z.string(), z.string().trim().max(200)).default({}),
    note: z.string().trim().max(1000).default(''),
    /** A report that was signed already is corrected, with the reason. */
    corrects: RecordId.optional(),
    reason: z.string().trim().max(500).default(''),
    key: z.string().max(60).optional(),
  }),
  result: Annex2Report,
});
const Decision = z.object({ version: Version, opinion: z.string().trim().max(500).default('') });
export const signAnnex2 = endpoint({
  method: 'POST',
  path: '/api/reports/annex2/reports/:id/sign',
  summary: '审签统计表',
  access: 'report.sign',
  params: OneRecord,
  body: Decision,
  result: Annex2Report,
});
export const returnAnnex2 = endpoint({
  method: 'POST',
  path: '/api/reports/annex2/reports/:id/return',
  summary: '退回统计表',
  access: 'report.sign',
  params: OneRecord,
  body: Decision.extend({ opinion: z.string().trim().min(2, '请写明退回理由').max(500) }),
  result: Annex2Report,
});
