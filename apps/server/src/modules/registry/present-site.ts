import { isOrganisationName, maskAddress, maskPhone } from '@wangjian/core/personal-data.ts';
import type { RegionTree } from '@wangjian/core/regions.ts';
import type { z } from 'zod';
import type { Site, SiteDetail } from './contract.ts';
import type { SiteRow } from './site-store.ts';

/** A row of the register as lists show it; phones masked. */
export function presentSite(row: SiteRow, regions: RegionTree): Site {
  return {
    id: row.id,
    name: row.name,
    url: row.url,
    host: row.host,
    kind: row.kind,
    confidence: row.confidence,
    reasons: row.reasons,
    forms: row.forms,
    confirmStatus: row.confirm_status,
    operatorId: row.operator_id,
    operatorName: row.operator_name,
    uscc: row.uscc,
    platformId: row.platform_id,
    platformName: row.platform_name,
    icp: row.icp,
    police: row.police,
    phones: row.phones.map(maskPhone),
    licenceDisplay: row.licence_display,
    region: row.region,
    regionName: regions.find(row.region)?.name ?? row.region,
    foundBy: row.found_by as Site['foundBy'],
    foundAt: row.found_at.toISOString(),
    lastPatrolAt: row.last_patrol_at?.toISOString() ?? null,
    pages: row.pages,
    version: row.version,
  };
}

interface Beside {
  readonly confirmations: z.infer<typeof SiteDetail>['confirmations'];
  readonly shops: number;
}

/** A row of the register with what stands beside it on its page. */
export function presentSiteDetail(
  row: SiteRow,
  regions: RegionTree,
  beside: Beside,
): z.infer<typeof SiteDetail> {
  const found = { at: row.found_at.toISOString(), who: '系统', what: '进入主体库' };
  const confirmed = beside.confirmations.map(({ at, by, result, note }) => ({
    at,
    who: by,
    what: `${result === 'confirmed' ? '人工确认' : '排除无效信息'}${note ? `：${note}` : ''}`,
  }));
  return {
    ...presentSite(row, regions),
    operator:
      row.operator_id === null || row.operator_name === null
        ? null
        : {
            id: row.operator_id,
            name: row.operator_name,
            uscc: row.uscc,
            kind: row.operator_kind,
            address: addressShown(row.operator_address, row.operator_name, row.uscc),
            representative: row.representative,
          },
    confirmations: beside.confirmations,
    shops: beside.shops,
    history: [...confirmed, found],
  };
}

/** The address of a firm in full; of a natural person as in leads, up to the county, until it is unmasked with a reason. */
export function addressShown(
  address: string | null,
  name: string | null,
  uscc: string | null,
): string | null {
  const isFirm = uscc !== null || (name !== null && isOrganisationName(name));
  return address && !isFirm ? maskAddress(address) : address;
}
