import { endpoint } from '@wangjian/core/endpoint.ts';
import {
  ExportFormat,
  Instant,
  ListQuery,
  listOf,
  OneRecord,
  RecordId,
  RegionCode,
  Version,
} from '@wangjian/core/listing.ts';
import { z } from 'zod';
import {
  Annex1Number,
  Annex1Side,
  Annex2Figure,
  Annex2Report,
  Annex2Status,
  BoardFigure,
  BoardType,
  Compared,
  Count,
  Day,
  Values,
} from './records.ts';

export type { Annex2Report } from './records.ts';

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
const Annex2Period = z.object({
  /** The unit; the reader's own one where it is not given. */
  org: RecordId.optional(),
  from: Day,
  to: Day,
});
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
    compared: Compared,
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
        /** The report that says so. */
        reportId: RecordId.nullable(),
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
    .extend({
      line: z.string().max(40),
      /** A report that was sent up: the records that it counted, as they were. */
      report: RecordId.optional(),
    }),
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

/** What a dashboard looks at: a region (the reader's own one where neither is given), a unit, or both. */
const BoardQuery = z.object({
  region: RegionCode.optional(),
  org: RecordId.optional(),
  from: Day,
  to: Day,
});
/** 统计看板: every number of a place and a period. */
export const getBoard = endpoint({
  method: 'GET',
  path: '/api/reports/board',
  summary: '统计看板',
  access: 'report.read',
  query: BoardQuery,
  result: z.object({
    region: z.object({ code: RegionCode, name: z.string() }).nullable(),
    org: z.object({ id: RecordId, name: z.string() }).nullable(),
    from: Day,
    to: Day,
    period: z.string(),
    compared: Compared,
    at: Instant,
    figures: z.array(BoardFigure),
  }),
});
/** The numbers of the regions right below the one looked at; `own` is what lies in none of them. */
export const getBoardRegions = endpoint({
  method: 'GET',
  path: '/api/reports/board/regions',
  summary: '统计看板：按区域',
  access: 'report.read',
  query: BoardQuery,
  result: z.object({
    /** From the widest region of the reader down to the one looked at. */
    line: z.array(z.object({ code: RegionCode, name: z.string() })),
    items: z.array(
      z.object({
        region: RegionCode,
        name: z.string(),
        own: z.boolean(),
        /** Whether it has regions of its own to look into. */
        inner: z.boolean(),
        values: Values,
      }),
    ),
  }),
});
export const getBoardTrend = endpoint({
  method: 'GET',
  path: '/api/reports/board/trend',
  summary: '统计看板：趋势',
  access: 'report.read',
  query: BoardQuery.extend({ step: z.enum(['day', 'week', 'month']).default('day') }),
  result: z.object({
    /** Without gaps; the first and the last one end with the period. */
    items: z.array(z.object({ from: Day, to: Day, name: z.string(), values: Values })),
  }),
});
export const getBoardTypes = endpoint({
  method: 'GET',
  path: '/api/reports/board/types',
  summary: '统计看板：按违法类型和附件2分类',
  access: 'report.read',
  query: BoardQuery,
  result: z.object({ categories: z.array(BoardType), violations: z.array(BoardType) }),
});
/** 办理质量: shares are of a hundred, null where nothing was to be done. */
export const getBoardUnits = endpoint({
  method: 'GET',
  path: '/api/reports/board/units',
  summary: '统计看板：各单位办理质量',
  access: 'report.read',
  query: BoardQuery,
  result: z.object({
    items: z.array(
      z.object({
        org: RecordId,
        name: z.string(),
        values: Values,
        proven: z.number().nullable(),
        onTime: z.number().nullable(),
        sentBack: z.number().nullable(),
        corrected: z.number().nullable(),
        /** Mean of 有证据、按期、一次通过、整改到位, as far as there are any. */
        score: z.number().nullable(),
      }),
    ),
  }),
});
const BoardRecords = BoardQuery.extend({
  measure: z.string().max(40),
  /** Without what lies in the regions below, or works in the units below. */
  only: z.enum(['region', 'org']).optional(),
  category: z.string().max(40).optional(),
  violation: z.string().max(80).optional(),
  row: z.string().max(40).optional(),
  side: z.enum(['online', 'on-site']).optional(),
});
/** The records behind one number of a dashboard or of the sums of Annex 1. */
export const listBoardRecords = endpoint({
  method: 'GET',
  path: '/api/reports/board/records',
  summary: '看板数字背后的记录',
  access: 'report.read',
  query: BoardRecords.extend(ListQuery.pick({ page: true, pageSize: true }).shape),
  result: z.object({
    /** The number in words, and what it is narrowed to. */
    title: z.string(),
    counts: z.string(),
    unit: z.string(),
    items: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        path: z.string(),
        day: Day,
        regionName: z.string(),
        orgName: z.string().nullable(),
        value: z.int(),
      }),
    ),
    total: z.int(),
    /** What the records add up to: the number itself. */
    sum: z.int(),
  }),
});
export const exportBoardRecords = endpoint({
  method: 'GET',
  path: '/api/reports/board/records/export',
  summary: '导出看板数字背后的记录',
  access: 'data.export',
  query: BoardRecords.extend({ format: ExportFormat }),
});
export const exportBoard = endpoint({
  method: 'GET',
  path: '/api/reports/board/export',
  summary: '导出统计看板的表',
  access: 'report.read',
  query: BoardQuery.extend({
    part: z.enum(['figures', 'regions', 'trend', 'types', 'units']),
    step: z.enum(['day', 'week', 'month']).default('day'),
    format: ExportFormat,
  }),
});
/** 附件1汇总: what the checks of a unit and period found in each row of the form. */
export const getAnnex1Sums = endpoint({
  method: 'GET',
  path: '/api/reports/annex1',
  summary: '附件1检查情况汇总',
  access: 'report.read',
  query: Annex2Period,
  result: z.object({
    title: z.string(),
    org: z.object({ id: RecordId, name: z.string() }),
    from: Day,
    to: Day,
    period: z.string(),
    compared: Compared,
    /** Checks that were done. */
    online: Annex1Number,
    onSite: Annex1Number,
    rows: z.array(
      z.object({
        id: z.string(),
        group: z.string(),
        words: z.string(),
        online: Annex1Side,
        onSite: Annex1Side,
      }),
    ),
  }),
});
export const exportAnnex1Sums = endpoint({
  method: 'GET',
  path: '/api/reports/annex1/export',
  summary: '导出附件1检查情况汇总',
  access: 'report.read',
  query: Annex2Period.extend({ format: z.enum(['xlsx', 'docx', 'csv']) }),
});
