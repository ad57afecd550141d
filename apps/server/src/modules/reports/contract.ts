import { endpoint } from '@wangjian/core/endpoint.ts';
import { Instant, RecordId, RegionCode } from '@wangjian/core/listing.ts';
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
