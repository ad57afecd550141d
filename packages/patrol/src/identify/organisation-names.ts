import { matchesOf } from '@wangjian/core/matches.ts';
import { PLACES } from './place-names.ts';

/** A name in a text; offsets are UTF-16 indices. */
export interface FoundName {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Endings that only a registered organisation's name has (公司法, 农民专业合作社法, 合伙企业法). */
const ENDING =
  /股份有限公司|有限责任公司|有限公司|集团总公司|集团公司|总公司|股份公司|合伙企业(?:\((?:有限|普通|特殊普通)合伙\))?|\((?:有限|普通|特殊普通)合伙\)|(?:供销)?合作社联合社|合作联社|专业合作联社|合作社|\(个体工商户\)|律师事务所|会计师事务所/g;
/** A branch behind the name of its company is the organisation that is meant. */
const BRANCH =
  /^(?:[\u4e00-\u9fa5]{0,10}?(?:分公司|支公司|分店|分厂|分行|支行)|[\u4e00-\u9fa5]{2,8}?(?:营业部|门市部|经营部))(?![\u4e00-\u9fa5])/;
const NOT_IN_BRANCH = /[是的及与和或在]|旗下|成立|拥有|设立|下设|设有|共有|各|总部|所属/;
const NAME_CHAR = /[\u4e00-\u9fa5\u3007A-Za-z0-9()·•&'.+]/;
const MAX_NAME = 44;

/** Words that stand before a name and are never part of one. */
const BEFORE_NAME = new RegExp(
  [
    '版权所有|版权归属?于?|版权|著作权[人归]?|(?:技术|网络|系统|程序)支持|技术服务|网站(?:建设|设计|制作|开发|维护)|设计制作|制作维护|策划设计',
    '(?:主办|承办|协办|主管|运营|开办|承建|制作|建设|设计|开发|维护|指导|支持|发布|申请|委托|受托|监制|生产|销售|代理|备案|收款|开票|采购|中标|招标|供货|出品|检测)(?:单位|企业|厂家|厂商|机构|主体|公司)(?:名称)?',
    '(?:主办|承办|协办|运营|委托|受托|出品|品牌|投资|供货|卖|买|甲|乙|丙|承包|发包|服务|合作|开发|申请|第三|责任)方',
    '主办|承办|协办|(?:开发|服务|供应|供货|生产|制造|经销|代理|运营|进口|出口|承包|承运|零售|批发|集成|提供|建设|分销)商',
    '(?:公司|企业|单位|商家|商户|店铺|主体|机构|字号|组织|网站|户|品牌|执照|厂家|平台|用户|经营者|注册)名称?[:为是]|名称|全称|抬头|户名',
    '经营者|经营主体|法定代表人|负责人|联系人|收货人|收款人|当事人|申请人|权利人|所有人|注册人|持有人|发货人|买受人|被申请人|上诉人|原告|被告|股东',
    '隶属于?|归属于?|来自于?|来源于?|所属|成立于|创立于|创建于|始建于|坐落于|位于|源于|始于|属于|注册于|就职于|任职于|出自',
    '欢迎(?:光临|来到|访问|进入|咨询|致电|使用)?|我们是?|我公司|本公司|本店|本站|本网站?|本平台|本商城|该公司|这家|(?<=[是这那另某有的]|^)一家|我司|贵公司',
    '旗下|携手|联手|以及|来源|转自|摘自|转载|作者|记者|通讯员|供稿|发布者?|董事长|总经理|客户|案例|合作伙伴|友情链接|总代理|总经销|授权|委托|受托|提供|支持单位',
    '联系|关于|对于|由于|因为|收购|控股|起诉|查处|处罚|约谈|通报|曝光|采访|走访|参观|考察|邀请|聘请|介绍|推荐|隆重|热烈|祝贺|庆祝|感谢|同意|根据|按照|依据|依法',
    '(?<![自缘理来])由(?!于)|与|(?<![普涉遍顾])及(?!时|第)|(?<!自|存)在(?!线|途|行)|(?<=[\\u4e00-\\u9fa5])(?:(?<!美)的(?!士|卢|近)|了)|被|(?<!申)请|认准|选择|购自|产自',
    '(?<=[体位司者方商称业人名构店站网])(?:为|系|是)|^[是为系与和及或、同跟]',
    '\\d+(?:年|月|日)|(?:19|20)\\d{2}(?!\\d)',
    'copyright|\\(c\\)|all\\s*rights?\\s*reserved\\.?|reserved\\.?|powered|(?<![a-z])(?:by|tel|www)(?![a-z])|https?|[a-z0-9-]+\\.(?:com|cn|net|org|top|shop|vip|cc)(?:\\.cn)?',
  ].join('|'),
  'gi',
);
const PLACE = new RegExp(PLACES.join('|'), 'g');
/** A word of grammar right before a place name: the registered name begins with the place. */
const LEADS_TO_PLACE =
  /(?:[由在与和及是的了于对给向系经至等被归让从把请找到同以将因据受获入赴跟即叫]|设立|成立|开[办设]|创办|投资|控股|参股|前往|来到|落户|购买|采购|销售|代表|[曾现]任|加入|获得|[状]?告|联合|依托|通过|接受|收到|汇款|支付|寄[往到]|(?<![华有作大])为)$/;
/** Forms of organisation and trades without a name of their own; what a licence prints as the kind of company. */
const GENERIC =
  /^(?:某|其他|一人|股份|集团|国有(?:独资|控股)?|外商(?:投资|独资)|中外合[资作](?:经营)?|台港澳(?:法人)?独资|(?:自然人|法人)(?:独资|投资或控股)?|私营|民营|内资|本|我|该|贵|此|上述|责任|农民|农民专业|专业|个人独资|普通合伙|有限合伙|(?:网络|信息|电子)?(?:科技|技术|商务)|网络|商贸|贸易|食品|文化传媒|小微企业|上市|母|子|总|分|两家|多家|知名|大型|正规|一家|某某?|[xX*×某○]+|物业|快递|物流|保险|投资|旅游|建筑|家)$/;
const MIN_CORE = 2;

/**
 * Finds full names of companies, cooperatives and partnerships in half-width text, with exact ends: no label or
 * word of grammar before, no 版权所有 behind. In order, not overlapping.
 */
export function findOrganisationNames(text: string): FoundName[] {
  const found: FoundName[] = [];
  let floor = 0;
  ENDING.lastIndex = 0;
  for (let match = ENDING.exec(text); match; match = ENDING.exec(text)) {
    let end = match.index + match[0].length;
    const start = nameStart(text, match.index, floor);
    const core = text.slice(start, match.index);
    if (!isCore(core)) {
      floor = end;
      continue;
    }
    const branch = BRANCH.exec(text.slice(end, end + 16))?.[0];
    if (branch !== undefined && !NOT_IN_BRANCH.test(branch)) end += branch.length;
    if (text.startsWith('(个体工商户)', end)) end += '(个体工商户)'.length;
    ENDING.lastIndex = end;
    floor = end;
    found.push({ name: text.slice(start, end), start, end });
  }
  return found;
}

/** Cuts labels and words of grammar off the head of a name that stands alone. */
export function withoutLead(name: string): string {
  return name.slice(leadLength(name, 0));
}

function nameStart(text: string, ending: number, floor: number): number {
  let start = ending;
  let open = 0;
  for (let i = ending - 1; i >= floor && ending - i <= MAX_NAME; i--) {
    const char = text[i]!;
    if (!NAME_CHAR.test(char)) {
      // One blank inside a name is a page's layout, if what stands behind it is too little for a name.
      if (char === ' ' && start - 1 === i && coreLength(text.slice(start, ending)) < MIN_CORE && i > floor) {
        start = i;
        continue;
      }
      break;
    }
    if (char === ')') open++;
    if (char === '(' && --open < 0) break;
    start = i;
  }
  while (open > 0 && start < ending) {
    // A closing bracket without its opening one: the name begins behind it.
    const close = text.indexOf(')', start);
    if (close < 0 || close >= ending) break;
    start = close + 1;
    open--;
  }
  const candidate = text.slice(start, ending);
  start += leadLength(candidate, MIN_CORE);
  while (start < ending && /[\s.·•&'+)]/.test(text[start]!)) start++;
  return start;
}

/** Answers for candidates seen before: the pages of a site repeat their head and foot. */
const leads = new Map<string, number>();
const MAX_LEADS = 2000;

/** How many characters at the head of a candidate are not the name; leaves at least `keep` characters. */
function leadLength(candidate: string, keep: number): number {
  const key = `${keep}${candidate}`;
  let lead = leads.get(key);
  if (lead === undefined) {
    lead = findLead(candidate, keep);
    if (leads.size >= MAX_LEADS) leads.clear();
    leads.set(key, lead);
  }
  return lead;
}

function findLead(candidate: string, keep: number): number {
  let lead = 0;
  for (const match of matchesOf(candidate, BEFORE_NAME)) {
    const end = match.index + match[0].length;
    if (candidate.length - end >= keep && !insideBrackets(candidate, match.index)) lead = end;
  }
  for (const match of matchesOf(candidate, PLACE)) {
    if (match.index > lead && LEADS_TO_PLACE.test(candidate.slice(lead, match.index))) return match.index;
  }
  return lead;
}

function insideBrackets(text: string, index: number): boolean {
  const open = text.lastIndexOf('(', index);
  return open >= 0 && text.indexOf(')', open) > index;
}

function isCore(core: string): boolean {
  return coreLength(core) >= MIN_CORE && !GENERIC.test(core.trim());
}

function coreLength(core: string): number {
  return core.replace(/[\s()·•&'.+]/g, '').length;
}
