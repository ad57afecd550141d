/** What a label says about the name behind it. */
export type LabelKind = 'licence' | 'operator' | 'copyright' | 'shopkeeper' | 'maker' | 'other';

/** Words of each kind; blanks between the characters are allowed (版 权 所 有). The longest label that fits counts. */
const WORDS: Readonly<Record<LabelKind, string>> = {
  // A licence or its particulars (网络交易监督管理办法 第十二条).
  licence:
    '企业名 公司名 单位名 商户名 企业名称 公司名称 公司全称 企业全称 单位名称 单位全称 主体名称 市场主体名称 经营主体名称 商户名称 商家名称 字号名称 个体户名称 个体工商户名称 合作社名称 机构名称 组织名称 注册名称 执照名称 营业执照名称 登记名称 名称 经营者名称 商户全称 商家全称 经营单位 经营主体 经营者 网络经营者 经营企业 经营公司 销售者 销售方 服务提供者 服务提供方 服务主体',
  operator:
    '主办单位 主办单位名称 主办方 主办 网站主办单位 网站主办者 主办者 开办单位 开办者 运营单位 运营主体 运营方 运营商 运营公司 运营企业 运营者 网站运营 平台运营 商城运营 网站经营者 平台经营者 网站所有者 网站所有人 所有者 所有人 网站名称及单位 备案主体 收款单位 收款方 收款公司 开票单位 发票抬头 对公账户名称 签约主体 合同主体 本站由 本网站由 本商城由 本平台由 本店由 网站由 平台由 商城由 我公司 我司 公司 本公司 单位 主管主办',
  copyright:
    '版權所有 版权所有 版权 版权归 版权归属 版权所属 版权归属于 著作权归 copyright copyrights copyright(c) (c) © &copy; 所有权归 allrightsreserved rightsreserved',
  // Says whose shop a page of a platform is.
  shopkeeper:
    '店铺经营者 店铺主体 店铺名称 店主 掌柜 卖家 商家 供应商 供应商名称 店铺公司 发货商家 店铺企业 销售商家 服务商家 店铺资质 商家资质 商家主体 店铺执照 入驻商家 店铺 门店名称 门店 公司主页',
  maker:
    '技术支持 技术支持单位 技术支撑 技术服务 技术维护 技术提供 网站建设 网站制作 网站设计 网站开发 网站维护 网站策划 网页设计 网页制作 设计制作 制作设计 制作维护 设计维护 制作单位 设计单位 制作 设计 建站 建站支持 承建单位 承建 承制 开发单位 开发商 开发维护 开发 维护 维护单位 程序支持 程序开发 系统支持 系统提供 系统开发 软件支持 软件开发 网络支持 平台支持 平台建设 模板设计 模板 策划设计 策划 优化 seo优化 seo 空间提供 主机提供 服务器提供 云服务 云计算支持 支持 技术 powered poweredby powerby designedby designby design designed developedby supportby supportedby support madeby builtby buildby',
  other:
    '合作伙伴 合作单位 战略合作 战略合作伙伴 合作品牌 合作企业 合作银行 合作媒体 友情链接 供货商 供货单位 品牌方 品牌商 品牌所有者 品牌 商标持有人 商标注册人 商标权人 生产商 生产企业 生产厂家 生产单位 生产厂商 生产者 生产者名称 制造商 制造企业 厂家 厂名 厂商 出品方 出品商 出品人 出品 委托方 委托企业 委托单位 委托生产 受托方 受托企业 受托生产企业 被委托方 被委托企业 受托单位 经销商 经销单位 总经销 总代理 代理商 代理人 境内代理人 境内责任人 进口商 进口代理 备案人 注册人 开户行 开户银行 开户名 收款银行 快递 快递公司 物流 物流公司 承运商 承运人 配送 配送方 保险公司 承保公司 案例 客户案例 成功案例 工程案例 客户 客户名称 来源 信息来源 文章来源 稿件来源 转自 作者 记者 通讯员 责任编辑 编辑 赞助 赞助单位 赞助商 冠名 承办单位 承办 承办方 协办单位 协办 协办方 指导单位 支持单位 主管单位 主管部门 主管 监管单位 业务主管 法律顾问 顾问单位 律师 审计单位 检测机构 检验机构 检测单位 认证机构 监制 监制单位 投资方 投资人 股东 发证机关 登记机关 被告 原告 当事人 被处罚人 被处罚单位 上诉人 被上诉人 被执行人 申请人 被申请人 招标人 招标单位 采购人 采购单位 中标人 中标单位 中标供应商 代理机构 招标代理 甲方 乙方 丙方 收货人 收货单位 付款方 支付服务 支付机构 支付 担保机构 存管银行 广告主 广告发布者 发布单位 任职单位 工作单位 招聘单位 招聘企业 发布企业 加盟商 会员单位 理事单位 参展商 参展单位 举报对象 总公司 母公司 集团公司 子公司 关联公司 控股股东 上级单位 购买方 购方 买方 甲醛检测 经营场所 地址',
};

const KIND_BY_LABEL: ReadonlyMap<string, LabelKind> = new Map(
  (Object.entries(WORDS) as [LabelKind, string][]).flatMap(([kind, words]) =>
    words.split(' ').map((word) => [word, kind] as const),
  ),
);
const LONGEST = Math.max(...[...KIND_BY_LABEL.keys()].map((label) => label.length));
/** Words that may stand between a label and its name without changing it. */
const FILLER =
  /[\s:=>|,._~*#·•\-/]+$|(?:为|是|系|归|由|属于|归于|by)$|(?:\((?:盖章|公章|全称|单位|英文|中文)\))$|(?:(?:19|20)\d{2}(?:年)?)$|(?:www\.|https?:\/\/)[\w./-]+$|\b[\w-]+\.(?:com|cn|net|org)(?:\.cn)?$/i;

/** The Chinese characters in which a filler ends. */
const FILLER_ENDS = '为是系归由于年';

/** Kind of the label that ends right before a name; undefined when none does. `before` is half-width text. */
export function labelBefore(before: string): LabelKind | undefined {
  let rest = before;
  // Most names stand behind an ordinary character, in which no filler ends.
  const last = rest.slice(-1);
  if (last >= '\u4e00' && last <= '\u9fa5' && !FILLER_ENDS.includes(last)) return labelAtEnd(rest);
  for (let cut = FILLER.exec(rest); cut; cut = FILLER.exec(rest)) {
    // A label that ends in a filler word itself (本站由, designed by) is found before the word is cut off.
    const kind = labelAtEnd(rest);
    if (kind) return kind;
    rest = rest.slice(0, cut.index);
    if (rest.length + 60 < before.length) return undefined;
  }
  return labelAtEnd(rest);
}

/** Last characters of labels; nearly all other words are told by theirs. */
const LAST = new Set([...KIND_BY_LABEL.keys()].map((label) => label.slice(-1)));

function labelAtEnd(text: string): LabelKind | undefined {
  const tail = text.slice(-2 * LONGEST);
  const trimmed = tail.replace(/ +$/, '');
  if (!LAST.has(trimmed.slice(-1).toLowerCase())) return undefined;
  // Where each character of the compact form stands in the tail.
  const places: number[] = [];
  for (let i = 0; i < trimmed.length; i++) if (trimmed[i] !== ' ') places.push(i);
  const compact = places
    .map((i) => trimmed[i])
    .join('')
    .toLowerCase();
  for (let length = Math.min(LONGEST, compact.length); length >= 2; length--) {
    const label = compact.slice(-length);
    const kind = KIND_BY_LABEL.get(label);
    if (kind && isWhole(trimmed[places[places.length - length]! - 1], label)) return kind;
  }
  return compact.endsWith('©') ? 'copyright' : undefined;
}

/** Short labels count only as whole words: 公司 in 某某公司 is no label, nor is 支持 in 大力支持. */
function isWhole(previous: string | undefined, label: string): boolean {
  return label.length >= 3 || previous === undefined || !/[\u4e00-\u9fa5A-Za-z0-9]/.test(previous);
}

const AFTER: readonly (readonly [LabelKind, RegExp])[] = [
  [
    'copyright',
    /^[ \t,.]*(?:版\s*[权權]\s*所\s*有|版权归其?所有|保留所有权|保留一?切?权利|all\s*rights?\s*reserved|copyright|©)/i,
  ],
  [
    'maker',
    /^[ \t,]*(?:提供)?(?:全程)?(?:技术支持|技术服务|技术维护|设计制作|网站建设|网站制作|制作(?!有限)|设计(?!有限)|建站|承建|开发维护|倾力打造)(?!部|经理)/,
  ],
  // The name before a change is the operator's no more.
  ['other', /^[ \t]*[("”]?(?:变更|更名|改名|更改)[为成]/],
  [
    'shopkeeper',
    /^[ \t,]*(?:负责)?(?:销售并|销售和|销售及|(?:销售、)?发货并|发货和|销售[,]|提供(?:商品|售后|销售))/,
  ],
  [
    'operator',
    /^[ \t,]*(?:主\s*办|负责运营|运营|独家运营|所有(?!权)|版权|经营管理|官方旗舰店|官方网站|官网)/,
  ],
];

/** Kind of the label right behind a name (某某有限公司 版权所有), with its length; undefined when none stands there. */
export function labelAfter(after: string): { kind: LabelKind; length: number } | undefined {
  for (const [kind, pattern] of AFTER) {
    const match = pattern.exec(after);
    if (!match) continue;
    // With a colon the words are the label of what follows.
    if (/^[ \t]*[:]/.test(after.slice(match[0].length))) return undefined;
    return { kind, length: match[0].length };
  }
  return undefined;
}

/** Labels behind which a name may stand that has no ending of a company; the longest first. */
export const VALUED_LABELS: readonly string[] = [...KIND_BY_LABEL]
  .filter(
    ([, kind]) => kind === 'licence' || kind === 'operator' || kind === 'maker' || kind === 'shopkeeper',
  )
  .map(([label]) => label)
  .filter((label) => /^[\u4e00-\u9fa5]{2,}$/.test(label) && !label.endsWith('由'))
  .sort((a, b) => b.length - a.length);
