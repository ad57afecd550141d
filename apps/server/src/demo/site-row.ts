import type { BusinessForm, SiteKind } from '@wangjian/core/site.ts';
import type { RegistrationClass } from './codes.ts';
import type { LineId } from './content/piece.ts';
import type { SiteSpec } from './spec.ts';

type Changes = Partial<Omit<SiteSpec, 'id' | 'name' | 'operator' | 'kind' | 'region' | 'lines'>>;

const LOOKS: readonly SiteSpec['look'][] = ['warm', 'red', 'plain', 'green', 'dark'];
let row = 0;

/** One row with the defaults of its kind; rows are counted so that charset-free traits vary from row to row. */
export function site(
  id: string,
  kind: SiteKind,
  name: string,
  operator: string | null,
  region: string,
  lines: readonly LineId[],
  changes: Changes = {},
): SiteSpec {
  row += 1;
  const registration: RegistrationClass = operator?.endsWith('合作社')
    ? '93'
    : /公司$/.test(operator ?? '')
      ? '91'
      : '92';
  const forms: readonly BusinessForm[] = kind === 'non-trading' ? ['information'] : ['retail'];
  return {
    id,
    name,
    operator,
    region,
    kind,
    lines,
    registration,
    forms,
    editorial: null,
    platform: null,
    licence: kind === 'non-trading' ? 'missing' : 'full',
    permitShown: true,
    icp: true,
    police: row % 3 !== 0,
    siteMaker: row % 4 === 0 ? '银川市梵砾信息技术有限公司' : null,
    dirty: false,
    charset: 'utf-8',
    transfer: row % 5 === 0 ? 'gzip' : 'plain',
    robots: row % 4 === 1 ? 'open' : 'none',
    jsonLd: false,
    behaviour: 'normal',
    look: kind === 'non-trading' ? 'blue' : (LOOKS[row % LOOKS.length] as SiteSpec['look']),
    lowerFrontPrice: false,
    tickedExtra: false,
    products: 8,
    ...changes,
  };
}
