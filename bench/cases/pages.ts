/** One page of the console as its first call asks for it; `path` gets the number of the round. */
export interface ListPage {
  readonly what: string;
  readonly path: (round: number) => string;
  /** Where a record of the list is opened, when it is to be measured too. */
  readonly detail?: string;
}

const WORDS = ['枸杞', '家电', '退货', '欺诈'];
const words = (round: number) => encodeURIComponent(WORDS[round % WORDS.length]!);
const name = (round: number) => encodeURIComponent(`第${(round * 113) % 5000}商贸`);

/** Every list of the console with the filters that officers use, and the details behind them. */
export function listPages(thisYear: number): readonly ListPage[] {
  const month = (round: number) => {
    const at = String(1 + (round % 9)).padStart(2, '0');
    return `from=${thisYear}-${at}-01&to=${thisYear}-${at}-28`;
  };
  const period = (round: number) => `from=${thisYear - (round % 3)}-01-01&to=${thisYear - (round % 3)}-12-31`;
  return [
    { what: '线索', path: (n) => `/api/leads?page=${n + 1}`, detail: '/api/leads' },
    { what: '线索：500 行', path: () => '/api/leads?pageSize=500' },
    { what: '线索：第 1000 页', path: () => '/api/leads?page=1000' },
    { what: '线索：办理中', path: (n) => `/api/leads?status=checking&status=dispatched&page=${n + 1}` },
    { what: '线索：一个县区已办结', path: () => '/api/leads?status=closed&region=640521' },
    { what: '线索：一个违法类型', path: () => '/api/leads?violation=false-commercial-promotion' },
    { what: '线索：待核查', path: () => '/api/leads?queue=to-check' },
    { what: '线索：已分派', path: () => '/api/leads?queue=dispatched' },
    { what: '线索：本人', path: () => '/api/leads?mine=true' },
    { what: '线索：督办', path: () => '/api/leads?supervised=true' },
    { what: '线索：黄灯', path: () => '/api/leads?lamp=yellow' },
    { what: '线索：红灯、核查中', path: () => '/api/leads?lamp=red&status=checking' },
    {
      what: '线索：一个月',
      path: () => `/api/leads?from=${thisYear}-03-01T00:00:00Z&to=${thisYear}-04-01T00:00:00Z`,
    },
    { what: '线索：按编号排序', path: () => '/api/leads?sort=number' },
    { what: '线索：按登记时间倒序', path: () => '/api/leads?sort=registeredAt' },
    { what: '线索：搜索两个字', path: (n) => `/api/leads?q=${words(n)}` },
    { what: '线索：搜索名称', path: (n) => `/api/leads?q=${name(n)}` },
    { what: '期限', path: (n) => `/api/deadlines?page=${n + 1}`, detail: '/api/deadlines' },
    { what: '期限：汇总', path: () => '/api/deadlines/sums' },
    { what: '期限：已超期', path: () => '/api/deadlines?overdue=true' },
    { what: '期限：即将超期', path: () => '/api/deadlines?near=true' },
    { what: '期限：本人', path: () => '/api/deadlines?officer=me' },
    { what: '期限：已结束', path: () => '/api/deadlines?state=ended' },
    { what: '期限：搜索两个字', path: (n) => `/api/deadlines?q=${words(n)}` },
    { what: '案件', path: (n) => `/api/cases?page=${n + 1}`, detail: '/api/cases' },
    { what: '案件：调查中', path: () => '/api/cases?state=investigating' },
    { what: '案件：黄灯', path: () => '/api/cases?lamp=yellow' },
    { what: '案件：本人', path: () => '/api/cases?mine=true' },
    { what: '案件：待审批', path: () => '/api/cases?pending=true' },
    { what: '案件：按罚没款排序', path: () => '/api/cases?sort=-fine' },
    { what: '案件：搜索两个字', path: (n) => `/api/cases?q=${words(n)}` },
    { what: '案件：搜索名称', path: (n) => `/api/cases?q=${name(n)}` },
    { what: '文书', path: (n) => `/api/documents?page=${n + 1}`, detail: '/api/documents' },
    { what: '文书：待本人办理', path: () => '/api/documents?mine=true' },
    { what: '文书：待审核', path: () => '/api/documents?status=review' },
    { what: '文书：搜索两个字', path: (n) => `/api/documents?q=${words(n)}` },
    { what: '文书：文号登记簿', path: () => '/api/documents/register' },
    { what: '文书：文号登记簿搜索', path: (n) => `/api/documents/register?q=${name(n)}` },
    { what: '检查', path: (n) => `/api/inspections?page=${n + 1}`, detail: '/api/inspections' },
    { what: '检查：待现场', path: () => '/api/inspections?waits=on-site' },
    { what: '检查：本人', path: () => '/api/inspections?mine=true' },
    { what: '检查：搜索两个字', path: (n) => `/api/inspections?q=${words(n)}` },
    { what: '检查：整改', path: () => '/api/rectifications' },
    { what: '检查：整改搜索', path: (n) => `/api/rectifications?q=${words(n)}` },
    { what: '检查：每月任务', path: () => `/api/inspection-duty?month=${thisYear}-03` },
    { what: '行政指导', path: (n) => `/api/guidance?page=${n + 1}`, detail: '/api/guidance' },
    { what: '行政指导：待答复', path: () => '/api/guidance?status=waiting' },
    { what: '行政指导：搜索两个字', path: (n) => `/api/guidance?q=${words(n)}` },
    { what: '主体库', path: (n) => `/api/registry/sites?page=${n + 1}`, detail: '/api/registry/sites' },
    { what: '主体库：待确认', path: () => '/api/registry/sites?confirmStatus=pending' },
    { what: '主体库：搜索两个字', path: (n) => `/api/registry/sites?q=${words(n)}` },
    { what: '主体库：搜索网址', path: (n) => `/api/registry/sites?q=shop${n * 130}0.` },
    { what: '发现', path: (n) => `/api/findings?page=${n + 1}`, detail: '/api/findings' },
    { what: '发现：待甄别', path: () => '/api/findings?status=pending' },
    { what: '发现：搜索两个字', path: (n) => `/api/findings?q=${words(n)}` },
    { what: '巡查', path: () => '/api/patrols' },
    { what: '消息', path: () => '/api/inbox' },
    { what: '消息：未读数', path: () => '/api/inbox/unread' },
    { what: '工作台', path: () => '/api/workbench' },
    { what: '附件2：全年', path: (n) => `/api/reports/annex2?${period(n)}` },
    { what: '附件2：各单位', path: (n) => `/api/reports/annex2/units?${period(n)}` },
    {
      what: '附件2：网上检查的记录',
      path: (n) => `/api/reports/annex2/records?line=online-checks&${period(n)}`,
    },
    { what: '附件2：案件的记录', path: (n) => `/api/reports/annex2/records?line=cases&${period(n)}` },
    { what: '看板：一个月', path: (n) => `/api/reports/board?${month(n)}` },
    { what: '看板：一个县区的一个月', path: (n) => `/api/reports/board?region=640521&${month(n)}` },
    { what: '看板：全年', path: (n) => `/api/reports/board?${period(n)}` },
    { what: '看板：按区域，一个月', path: (n) => `/api/reports/board/regions?${month(n)}` },
    { what: '看板：按区域，全年', path: (n) => `/api/reports/board/regions?${period(n)}` },
    { what: '看板：趋势，一个月', path: (n) => `/api/reports/board/trend?${month(n)}` },
    { what: '看板：趋势，全年各月', path: (n) => `/api/reports/board/trend?step=month&${period(n)}` },
    { what: '看板：违法类型，一个月', path: (n) => `/api/reports/board/types?${month(n)}` },
    { what: '看板：违法类型，全年', path: (n) => `/api/reports/board/types?${period(n)}` },
    { what: '看板：各单位，一个月', path: (n) => `/api/reports/board/units?${month(n)}` },
    { what: '看板：各单位，全年', path: (n) => `/api/reports/board/units?${period(n)}` },
    {
      what: '看板：办结线索的记录，一个月',
      path: (n) => `/api/reports/board/records?measure=leads-closed&${month(n)}`,
    },
    { what: '附件1汇总：一个月', path: (n) => `/api/reports/annex1?${month(n)}` },
    { what: '附件1汇总：全年', path: (n) => `/api/reports/annex1?${period(n)}` },
    {
      what: '附件2：督促删除的记录',
      path: (n) => `/api/reports/annex2/records?line=deletions-urged&${period(n)}`,
    },
  ];
}
