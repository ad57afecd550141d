import type { LeadSource } from '@wangjian/core/lead.ts';

/** A kind of trouble that the demo bureau met in its past year. */
export interface Matter {
  readonly violation: string;
  /** Row of Annex 1 on which an inspection notes it. */
  readonly row: string;
  /** Title of a lead, after the party's name. */
  readonly title: string;
  readonly content: string;
  /** What the check found. */
  readonly finding: string;
  readonly law: string;
  /** What the party was told to do. */
  readonly demand: string;
  /** City section that handles it when the county does not. */
  readonly section: 'zhifa' | 'jiage' | 'shipin' | 'zhiliang';
  /** Facts of a case need one of these sums, in 分; undefined where the range stands in the law itself. */
  readonly sums?: { readonly goods?: number; readonly turnover?: number; readonly income?: number };
  /** More frequent ones. */
  readonly weight: number;
}

export const MATTERS: readonly Matter[] = [
  {
    violation: 'licence-info-not-displayed',
    row: 'licence-display',
    title: '网店首页未公示营业执照信息',
    content: '其网店首页及“店铺资料”栏均未见营业执照信息或者其链接标识。',
    finding: '网店首页未持续公示营业执照信息，当事人已补充公示。',
    law: '《中华人民共和国电子商务法》第十五条',
    demand: '在首页显著位置持续公示营业执照信息或者其链接标识。',
    section: 'zhifa',
    weight: 9,
  },
  {
    violation: 'absolute-terms-ad',
    row: 'illegal-ads',
    title: '商品详情页使用绝对化用语',
    content: '商品详情页以“全国第一”“最好的枸杞”等用语宣传所售商品。',
    finding: '详情页确有绝对化用语，核查时已删除，浏览量较少。',
    law: '《中华人民共和国广告法》第九条第三项',
    demand: '立即删除绝对化用语，对在售商品页面开展自查。',
    section: 'zhifa',
    weight: 8,
  },
  {
    violation: 'false-original-price',
    row: 'price-conduct',
    title: '促销页面标示的原价没有交易记录',
    content: '促销页面划线价标为原价，消费者提供的截图显示该商品七日内未以该价格成交。',
    finding: '调取平台交易记录，促销前七日没有以该价格成交的记录。',
    law: '《明码标价和禁止价格欺诈规定》第十七条',
    demand: '停止使用虚构的原价，按实际交易价格标示。',
    section: 'jiage',
    sums: { income: 1_860_000 },
    weight: 7,
  },
  {
    violation: 'food-label-violation',
    row: 'substandard-goods',
    title: '普通食品宣传保健、治疗功效',
    content: '所售枸杞原浆详情页宣称“降三高、抗肿瘤”，产品为普通食品。',
    finding: '产品标签和页面对普通食品声称保健功能，情况属实。',
    law: '《中华人民共和国食品安全法》第七十一条、第七十三条',
    demand: '停止发布涉及保健、治疗功能的内容，更换不合规标签。',
    section: 'shipin',
    sums: { goods: 640_000 },
    weight: 8,
  },
  {
    violation: 'fake-trade-own',
    row: 'unfair-competition',
    title: '涉嫌组织刷单虚增销量和好评',
    content: '多条好评内容相同、发布时间集中，收货地址均为同一小区，疑似虚假交易。',
    finding: '当事人承认通过亲友下单、寄送空包裹提高销量。',
    law: '《中华人民共和国反不正当竞争法》第九条',
    demand: '停止虚构交易，删除虚假评价。',
    section: 'zhifa',
    weight: 5,
  },
  {
    violation: 'gi-trademark-infringement',
    row: 'trademarks',
    title: '擅自使用“中宁枸杞”地理标志证明商标',
    content: '网店商品主图和包装使用“中宁枸杞”字样，未见授权。',
    finding: '当事人未取得证明商标使用许可，所售枸杞产地为外省。',
    law: '《中华人民共和国商标法》第五十七条',
    demand: '停止使用该证明商标，下架有关商品。',
    section: 'zhiliang',
    sums: { turnover: 2_350_000 },
    weight: 5,
  },
  {
    violation: 'trademark-infringing-goods',
    row: 'trademarks',
    title: '销售涉嫌侵犯注册商标专用权的白酒',
    content: '权利人辨认网店所售白酒的包装、喷码与正品不符。',
    finding: '权利人出具的辨认意见为非其生产，当事人不能说明合法来源。',
    law: '《中华人民共和国商标法》第五十七条第三项',
    demand: '停止销售侵权商品。',
    section: 'zhiliang',
    sums: { turnover: 4_120_000 },
    weight: 4,
  },
  {
    violation: 'no-reason-return-refused',
    row: 'consumer-and-quality-law',
    title: '拒绝七日无理由退货',
    content: '消费者收货次日申请七日无理由退货，商家以“特价商品概不退换”为由拒绝。',
    finding: '商品不属于不宜退货的范围，商家已为消费者办理退货退款。',
    law: '《中华人民共和国消费者权益保护法》第二十五条',
    demand: '依法履行七日无理由退货义务，删除“概不退换”的内容。',
    section: 'zhifa',
    weight: 7,
  },
  {
    violation: 'unsafe-or-adulterated-food',
    row: 'substandard-goods',
    title: '销售的食品抽检不合格',
    content: '网络抽检发现所售蜜饯二氧化硫残留量超过食品安全国家标准。',
    finding: '检验报告已送达，当事人未申请复检，库存已下架。',
    law: '《中华人民共和国食品安全法》第三十四条',
    demand: '停止销售不合格批次，召回已售出的产品。',
    section: 'shipin',
    sums: { goods: 380_000 },
    weight: 4,
  },
  {
    violation: 'food-sale-without-licence',
    row: 'prior-permits',
    title: '网上销售散装熟食未见食品经营许可证',
    content: '朋友圈和小程序接单销售自制卤味，页面未公示食品经营许可证。',
    finding: '当事人未取得食品经营许可，已停止接单。',
    law: '《中华人民共和国食品安全法》第三十五条',
    demand: '取得许可前停止从事食品经营活动。',
    section: 'shipin',
    sums: { goods: 420_000 },
    weight: 4,
  },
  {
    violation: 'unfair-term-final-interpretation',
    row: 'contract-fairness',
    title: '活动规则称“最终解释权归本店所有”',
    content: '促销活动规则载明“本活动最终解释权归商家所有”。',
    finding: '活动规则含有排除消费者权利的格式条款，已当场修改。',
    law: '《合同行政监督管理办法》第八条',
    demand: '修改格式条款，删除“最终解释权”的内容。',
    section: 'zhifa',
    weight: 4,
  },
  {
    violation: 'no-price-marking',
    row: 'price-conduct',
    title: '直播间销售商品未明码标价',
    content: '直播间以“拍下联系客服改价”方式销售，商品链接未标明价格。',
    finding: '商品链接价格为占位价格，未按规定明码标价。',
    law: '《中华人民共和国价格法》第十三条',
    demand: '按规定标明商品价格，不得在标价之外加价。',
    section: 'jiage',
    weight: 4,
  },
];

/** Sources with their weights and what belongs to each; `n` is a running number that makes numbers differ. */
export const SOURCES: readonly {
  readonly source: LeadSource;
  readonly weight: number;
  readonly fields: (n: number, day: string) => Readonly<Record<string, string>>;
}[] = [
  { source: 'patrol', weight: 10, fields: () => ({}) },
  {
    source: 'complaint',
    weight: 12,
    fields: (n, day) => ({
      system: n % 2 === 0 ? '全国12315平台' : '12345政务服务便民热线',
      complaintNumber: `1640500${day.replaceAll('-', '')}${String(n).padStart(6, '0')}`,
      demand: '请求依法查处并反馈结果',
    }),
  },
  {
    source: 'targeted',
    weight: 5,
    fields: () => ({ occasion: '网络交易重点节点监测', scope: '辖区网店、小程序' }),
  },
  {
    source: 'search',
    weight: 5,
    fields: (n) => ({ engine: '搜索引擎', keyword: n % 2 === 0 ? '中宁枸杞' : '中卫 土特产' }),
  },
  {
    source: 'sampling',
    weight: 3,
    fields: (n) => ({
      reportNumber: `SC${String(240_000 + n)}`,
      institution: '自治区食品检测研究院',
      product: '蜜饯（250克/袋）',
      failedItem: '二氧化硫残留量',
    }),
  },
  {
    source: 'offline-check',
    weight: 4,
    fields: (n, day) => ({ recordNumber: `XC${String(n).padStart(4, '0')}`, checkedOn: day }),
  },
  {
    source: 'superior',
    weight: 4,
    fields: (n, day) => ({
      authority: '自治区市场监督管理厅',
      letterNumber: `宁市监网函〔${day.slice(0, 4)}〕${n}号`,
    }),
  },
  {
    source: 'department',
    weight: 3,
    fields: (n, day) => ({
      department: n % 2 === 0 ? '市农业农村局' : '市卫生健康委员会',
      letterNumber: `移送〔${day.slice(0, 4)}〕${n}号`,
      handedOverOn: day,
      materials: '情况说明、网页截图',
    }),
  },
  {
    source: 'region',
    weight: 3,
    fields: (n, day) => ({
      authority: '银川市市场监督管理局',
      letterNumber: `银市监移〔${day.slice(0, 4)}〕${n}号`,
      handedOverOn: day,
    }),
  },
  {
    source: 'police',
    weight: 1,
    fields: (n, day) => ({ unit: '市公安局', clueNumber: `GA${n}`, pushedOn: day }),
  },
  {
    source: 'platform',
    weight: 3,
    fields: (n) => ({ platform: '某电商平台', reportNumber: `PT${n}`, measures: '已下架有关商品链接' }),
  },
  {
    source: 'rights-holder',
    weight: 3,
    fields: () => ({ rightsHolder: '中宁县枸杞产业协会', agent: '某律师事务所' }),
  },
  {
    source: 'media',
    weight: 1,
    fields: (_, day) => ({ media: '本地电视台民生栏目', headline: '网购消费陷阱调查', publishedOn: day }),
  },
  {
    source: 'logistics',
    weight: 1,
    fields: (n) => ({ carrier: '某快递公司', waybill: `YT${String(880_000_000 + n)}`, sentFrom: '中宁县' }),
  },
  { source: 'citizen', weight: 4, fields: () => ({ channel: '电话', realName: '是' }) },
];
