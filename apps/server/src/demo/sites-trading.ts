import { site } from './site-row.ts';
import type { SiteSpec } from './spec.ts';

/** Platforms; shops under their paths come from the generator. */
export const PLATFORMS: readonly SiteSpec[] = [
  site(
    'shapo-mall',
    'platform',
    '沙坡优选商城',
    '中卫市朔棠电子商务有限公司',
    '640502',
    ['wolfberry', 'fruit', 'clothing', 'home', 'appliance'],
    { jsonLd: true, robots: 'some', look: 'red', products: 0, police: true },
  ),
  site(
    'gouxiang',
    'platform',
    '枸乡云集',
    '中宁县岚杞网络科技有限公司',
    '640521',
    ['wolfberry', 'mutton', 'tea', 'snack', 'farm'],
    { charset: 'gbk-header', dirty: true, look: 'warm', products: 0, forms: ['retail', 'rural'] },
  ),
  site(
    'saishang',
    'platform',
    '塞上惠民购',
    '银川泠沙商业管理有限公司',
    '640106',
    ['digital', 'kids', 'cosmetics', 'liquor', 'jewellery'],
    { dirty: true, licence: 'missing', transfer: 'chunked', look: 'plain', products: 0 },
  ),
];

/** Shops on a platform with a host of their own. */
export const SHOPS: readonly SiteSpec[] = [
  site('shop-laozhao', 'shop', '老赵枸杞铺', '沙坡头区老赵枸杞经营部', '640502', ['wolfberry'], {
    platform: 'shapo-mall',
    dirty: true,
  }),
  site('shop-qinghe', 'shop', '清河滩羊官方店', '中卫市砾禾牧业有限公司', '640502', ['mutton'], {
    platform: 'shapo-mall',
    jsonLd: true,
  }),
  site('shop-yunduo', 'shop', '云朵妈妈童品', '沙坡头区云朵母婴用品店', '640502', ['kids'], {
    platform: 'shapo-mall',
    dirty: true,
    licence: 'mark',
  }),
  site('shop-meiyan', 'shop', '漠瑾美妆', '中卫市漠瑾商贸有限公司', '640502', ['cosmetics'], {
    platform: 'shapo-mall',
    dirty: true,
    transfer: 'gzip',
  }),
  site('shop-jiujiu', 'shop', '九九数码', '沙坡头区九九通讯器材店', '640502', ['digital'], {
    platform: 'shapo-mall',
    dirty: true,
    licence: 'bad-digit',
  }),
  site('shop-zhongning1', 'shop', '宁安果行', '中宁县宁安果行', '640521', ['wolfberry', 'tea'], {
    platform: 'gouxiang',
    dirty: true,
    charset: 'gbk-header',
    lowerFrontPrice: true,
  }),
  site('shop-hongbao', 'shop', '红宝家的枸杞', '中宁县苇澜枸杞专业合作社', '640521', ['wolfberry'], {
    platform: 'gouxiang',
    charset: 'gbk-meta',
  }),
  site('shop-shikong', 'shop', '石空羊肉档', '中宁县石空穗砚肉食店', '640521', ['mutton'], {
    platform: 'gouxiang',
    dirty: true,
    licence: 'missing',
    charset: 'gbk-header',
  }),
  site('shop-bazhen', 'shop', '八珍茶坊', '吴忠市利通区垚棉茶行', '640302', ['tea'], {
    platform: 'gouxiang',
    permitShown: false,
    dirty: true,
  }),
  site('shop-haiyuan', 'shop', '海原山货阿妹', null, '640522', ['wild'], {
    platform: 'gouxiang',
    licence: 'exempt-declared',
    dirty: false,
  }),
  site('shop-jinyin', 'shop', '金银斋文玩', '银川市金凤区金银斋工艺品店', '640106', ['jewellery'], {
    platform: 'saishang',
    dirty: true,
  }),
  site('shop-jiufang', 'shop', '老酒坊直营', '固原市霁麦酒业有限公司', '640402', ['liquor'], {
    platform: 'saishang',
    dirty: true,
    transfer: 'chunked',
  }),
  site('shop-nvzhuang', 'shop', '小梅家衣橱', '兰州市城关区小梅服装店', '620102', ['clothing'], {
    platform: 'saishang',
    dirty: true,
    tickedExtra: true,
  }),
  site('shop-wanju', 'shop', '积木城堡', '西安钰芃玩具有限公司', '610113', ['kids'], {
    platform: 'saishang',
    jsonLd: true,
  }),
  site('shop-huolang', 'shop', '南华山货郎', '海原县南华货郎山货店', '640522', ['wild'], {
    platform: 'shapo-mall',
    dirty: true,
  }),
  site('shop-xianguo', 'shop', '鲜果码头', '沙坡头区鲜果码头水果店', '640502', ['fruit'], {
    platform: 'gouxiang',
    dirty: true,
  }),
];

/** Independent trading sites. */
export const INDEPENDENT: readonly SiteSpec[] = [
  site(
    'suotang',
    'independent',
    '朔风堂枸杞商城',
    '中卫市汐垄生物科技有限公司',
    '640502',
    ['wolfberry', 'health-food'],
    { dirty: true, forms: ['retail'], jsonLd: true },
  ),
  site('xiangshan-gua', 'independent', '香山硒砂瓜直供', '中卫市沐芨瓜果专业合作社', '640502', ['fruit'], {
    forms: ['retail', 'rural'],
    charset: 'gb18030',
  }),
  site('kangshou', 'independent', '康寿堂养生馆', '中卫市阡禾健康咨询有限公司', '640502', ['health-food'], {
    dirty: true,
    permitShown: false,
    charset: 'gbk-meta',
  }),
  site('yikang-qixie', 'independent', '益康医疗器械', '中卫市珩漠医疗器械有限公司', '640502', ['device'], {
    dirty: true,
    permitShown: false,
  }),
  site(
    'renhe-yaofang',
    'independent',
    '仁禾大药房网上店',
    '中卫市岱苇医药连锁有限公司',
    '640502',
    ['pharmacy'],
    { dirty: true, jsonLd: true },
  ),
  site(
    'anxin-yao',
    'independent',
    '安心药箱',
    '银川市笙杞大药房有限公司',
    '640106',
    ['pharmacy', 'device'],
    {},
  ),
  site('dahe-lvyou', 'independent', '大河漠旅行', '中卫市磬沙旅行社有限公司', '640502', ['travel'], {
    forms: ['online-travel', 'services'],
    tickedExtra: true,
    dirty: true,
  }),
  site('xingkong', 'independent', '星空营地预订', '中卫市翎禾文化旅游有限公司', '640502', ['travel'], {
    forms: ['online-travel'],
    jsonLd: true,
    robots: 'some',
  }),
  site('shangan', 'independent', '上岸教育', '中卫市桉漠教育科技有限公司', '640502', ['training'], {
    dirty: true,
    forms: ['services'],
  }),
  site('binhe-fang', 'independent', '滨河好房', '中卫市澍垄房地产经纪有限公司', '640502', ['property'], {
    dirty: true,
    forms: ['services'],
    charset: 'gbk-header',
  }),
  site('chuangfu', 'independent', '创富加盟网', '深圳市芮砾品牌管理有限公司', '440305', ['wealth'], {
    dirty: true,
    licence: 'missing',
    icp: false,
    forms: ['services'],
  }),
  site('nongzi', 'independent', '丰禾农资商城', '中宁县骊棠农资有限公司', '640521', ['farm'], {
    dirty: true,
    forms: ['retail', 'rural'],
    charset: 'gbk-meta',
    permitShown: false,
  }),
  site('jiadian', 'independent', '家福电器网', '中宁县棠芨电器有限公司', '640521', ['appliance'], {
    dirty: true,
    lowerFrontPrice: true,
  }),
  site('mafeng', 'independent', '马师傅牛羊肉', '海原县三河镇马师傅牛羊肉店', '640522', ['mutton', 'snack'], {
    dirty: true,
    permitShown: false,
    forms: ['retail', 'rural'],
  }),
  site('xiuniang', 'independent', '山里绣娘', '海原县麓杞刺绣专业合作社', '640522', ['clothing', 'home'], {
    licence: 'mark',
  }),
  site('wuyan', 'independent', '雾岩烟具', '银川市兴庆区雾岩烟具店', '640106', ['vape'], {
    dirty: true,
    licence: 'missing',
    icp: false,
  }),
  site('weishang-lin', 'independent', '林姐私房铺', null, '640502', ['snack', 'cosmetics'], {
    dirty: true,
    licence: 'exempt-missing',
    icp: false,
    forms: ['wechat-business'],
    permitShown: false,
  }),
  site('kuajing', 'independent', '漠海跨境优品', '杭州滟禾进出口有限公司', '330106', ['cosmetics', 'kids'], {
    forms: ['cross-border'],
    dirty: true,
    charset: 'utf-8-meta',
  }),
  site('shangwu-daiban', 'independent', '快办商务', '中卫市稷砚企业服务有限公司', '640502', ['agency'], {
    forms: ['services'],
    dirty: true,
    licence: 'bad-digit',
  }),
  site('jiayuan', 'independent', '家圆家居', '中宁县葳沙家居用品有限公司', '640521', ['home', 'appliance'], {
    dirty: true,
    charset: 'gb18030',
  }),
  site('putao', 'independent', '镇北葡园酒庄', '银川市霁垚酒庄有限公司', '640106', ['liquor'], {
    jsonLd: true,
    look: 'dark',
  }),
  site('nongjia', 'independent', '农家自产自销', null, '640522', ['fruit'], {
    licence: 'exempt-declared',
    icp: true,
    forms: ['rural'],
    products: 6,
  }),
];
