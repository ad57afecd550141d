import type { BuiltInRole } from '@wangjian/core/permissions.ts';
import { PLACES } from './content/places.ts';

/** An organisation of the demo bureau; `level` as in the contract of the officers module. */
export interface DemoOrgUnit {
  readonly id: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly level: 'city' | 'county' | 'township' | 'section' | 'department';
  /** GB/T 2260 code, nine digits for a township. */
  readonly region: string;
}

/** An invented officer; every one has the demo password and need not change it at first. */
export interface DemoOfficer {
  readonly login: string;
  readonly name: string;
  readonly post: string;
  readonly orgId: string;
  readonly region: string;
  readonly roles: readonly BuiltInRole[];
}

/** Bureau code of the demo (GB/T 2260 of the city). */
export const DEMO_BUREAU = '640500';
export const DEMO_BUREAU_NAME = '中卫市市场监督管理局（演示）';
/** Fits the password rule (12 characters, four kinds); printed at start, only ever set on a demo data folder. */
export const DEMO_PASSWORD = 'Wangjian@2026';

const SECTIONS: readonly (readonly [id: string, name: string])[] = [
  ['office', '办公室'],
  ['network', '市场与网络交易监管科'],
  ['enforcement', '综合执法局'],
  ['price', '价格监督检查与反不正当竞争科'],
  ['food', '食品安全监管科'],
  ['quality', '质量监管与知识产权保护科'],
  ['credit', '行政审批与信用监管科'],
  ['legal', '政策法规科'],
];

const COUNTIES: readonly (readonly [region: string, name: string])[] = [
  ['640502', '沙坡头区市场监督管理局（演示）'],
  ['640521', '中宁县市场监督管理局（演示）'],
  ['640522', '海原县市场监督管理局（演示）'],
];

const OTHER_DEPARTMENTS: readonly (readonly [id: string, name: string])[] = [
  ['police', '市公安局网络安全保卫支队（演示）'],
  ['cyberspace', '市委网信办（演示）'],
  ['health', '市卫生健康委员会（演示）'],
  ['agriculture', '市农业农村局（演示）'],
];

/** The organisation tree: city bureau, sections, county bureaus with their sections, township offices, other departments. */
export const DEMO_ORG_UNITS: readonly DemoOrgUnit[] = [
  { id: 'org_city', parentId: null, name: DEMO_BUREAU_NAME, level: 'city', region: DEMO_BUREAU },
  ...SECTIONS.map(([id, name]) => unit(`org_${id}`, 'org_city', name, 'section', DEMO_BUREAU)),
  ...OTHER_DEPARTMENTS.map(([id, name]) => unit(`org_${id}`, 'org_city', name, 'department', DEMO_BUREAU)),
  ...COUNTIES.flatMap(([region, name]) => [
    unit(`org_${region}`, 'org_city', name, 'county', region),
    unit(`org_${region}_network`, `org_${region}`, '市场与网络交易监管股', 'section', region),
    unit(`org_${region}_enforcement`, `org_${region}`, '综合执法大队', 'section', region),
    ...townsOf(region).map(([code, town]) =>
      unit(`org_${code}`, `org_${region}`, `${town}市场监督管理所`, 'township', code),
    ),
  ]),
];

function unit(
  id: string,
  parentId: string,
  name: string,
  level: DemoOrgUnit['level'],
  region: string,
): DemoOrgUnit {
  return { id, parentId, name, level, region };
}

function townsOf(region: string): readonly (readonly [string, string])[] {
  return PLACES.find((place) => place.region === region)?.towns ?? [];
}

/** Officers of the demo; the three administrators hold nothing else (三员分立). */
export const DEMO_OFFICERS: readonly DemoOfficer[] = [
  officer('fenpai', '马晓燕', '网络交易监管科科长', 'org_network', DEMO_BUREAU, 'dispatcher'),
  officer('fenpai2', '白志强', '网络交易监管科科员', 'org_network', DEMO_BUREAU, 'dispatcher'),
  officer('ducha', '田文斌', '办公室督查专员', 'org_office', DEMO_BUREAU, 'supervisor'),
  officer('shenpi', '苏正平', '副局长', 'org_city', DEMO_BUREAU, 'approver'),
  officer('juzhang', '王志刚', '局长', 'org_city', DEMO_BUREAU, 'approver'),
  officer('zhifa', '何建国', '综合执法局执法员', 'org_enforcement', DEMO_BUREAU, 'inspector'),
  officer('jiage', '冯雪梅', '价格科执法员', 'org_price', DEMO_BUREAU, 'inspector'),
  officer('shipin', '纳海霞', '食品科执法员', 'org_food', DEMO_BUREAU, 'inspector'),
  officer('zhiliang', '郭振宇', '质量科执法员', 'org_quality', DEMO_BUREAU, 'inspector'),
  officer('spt', '杨永胜', '沙坡头区局网监股股长', 'org_640502_network', '640502', 'dispatcher', 'inspector'),
  officer('spt2', '李佳宁', '沙坡头区局执法员', 'org_640502_enforcement', '640502', 'inspector'),
  officer(
    'zhongning',
    '黄彦虎',
    '中宁县局网监股股长',
    'org_640521_network',
    '640521',
    'dispatcher',
    'inspector',
  ),
  officer('zhongning2', '吴丽娟', '中宁县局执法员', 'org_640521_enforcement', '640521', 'inspector'),
  officer(
    'haiyuan',
    '哈学军',
    '海原县局网监股股长',
    'org_640522_network',
    '640522',
    'dispatcher',
    'inspector',
  ),
  officer('haiyuan2', '陈思雨', '海原县局执法员', 'org_640522_enforcement', '640522', 'inspector'),
  officer('binhe', '丁浩然', '滨河镇所所长', 'org_640502100', '640502100', 'inspector'),
  officer('wenchang', '宋春花', '文昌镇所执法员', 'org_640502101', '640502101', 'inspector'),
  officer('ningan', '赵少华', '宁安镇所所长', 'org_640521100', '640521100', 'inspector'),
  officer('shikong', '罗桂芳', '石空镇所执法员', 'org_640521102', '640521102', 'inspector'),
  officer('haicheng', '马玉兰', '海城镇所所长', 'org_640522100', '640522100', 'inspector'),
  officer('fazhi', '康立新', '政策法规科法制审核员', 'org_legal', DEMO_BUREAU, 'legal-reviewer'),
  officer('gongan', '韩卫东', '网安支队联络员', 'org_police', DEMO_BUREAU, 'partner-department'),
  officer('wangxin', '金雅琴', '网信办联络员', 'org_cyberspace', DEMO_BUREAU, 'partner-department'),
  officer('xitong', '孙小龙', '系统管理员', 'org_office', DEMO_BUREAU, 'system-administrator'),
  officer('anquan', '金振宇', '安全管理员', 'org_office', DEMO_BUREAU, 'security-administrator'),
  officer('shenji', '刘学军', '审计管理员', 'org_office', DEMO_BUREAU, 'audit-administrator'),
];

function officer(
  login: string,
  name: string,
  post: string,
  orgId: string,
  region: string,
  ...roles: BuiltInRole[]
): DemoOfficer {
  return { login, name, post, orgId, region, roles };
}
