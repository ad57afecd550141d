/** A place that demo operators are registered in: GB/T 2260 county code, or a township below one. */
export interface Place {
  readonly region: string;
  /** Township name and its nine-digit statistical code, for the bureau's own counties. */
  readonly towns: readonly (readonly [code: string, name: string])[];
  /** Full prefix of an address. */
  readonly address: string;
  /** Prefix of company names. */
  readonly short: string;
  readonly province: string;
  readonly areaCode: string;
}

/** Counties of the demo bureau first, then places of others. */
export const PLACES: readonly Place[] = [
  {
    region: '640502',
    towns: [
      ['640502100', '滨河镇'],
      ['640502101', '文昌镇'],
      ['640502102', '东园镇'],
      ['640502103', '柔远镇'],
      ['640502104', '镇罗镇'],
      ['640502105', '宣和镇'],
      ['640502106', '永康镇'],
      ['640502107', '常乐镇'],
      ['640502108', '迎水桥镇'],
      ['640502109', '兴仁镇'],
    ],
    address: '宁夏回族自治区中卫市沙坡头区',
    short: '中卫市',
    province: '宁',
    areaCode: '0955',
  },
  {
    region: '640521',
    towns: [
      ['640521100', '宁安镇'],
      ['640521101', '鸣沙镇'],
      ['640521102', '石空镇'],
      ['640521103', '新堡镇'],
      ['640521104', '恩和镇'],
      ['640521105', '大战场镇'],
      ['640521200', '舟塔乡'],
    ],
    address: '宁夏回族自治区中卫市中宁县',
    short: '中宁县',
    province: '宁',
    areaCode: '0955',
  },
  {
    region: '640522',
    towns: [
      ['640522100', '海城镇'],
      ['640522101', '李旺镇'],
      ['640522103', '西安镇'],
      ['640522104', '三河镇'],
      ['640522105', '七营镇'],
      ['640522200', '史店乡'],
    ],
    address: '宁夏回族自治区中卫市海原县',
    short: '海原县',
    province: '宁',
    areaCode: '0955',
  },
  {
    region: '640106',
    towns: [],
    address: '宁夏回族自治区银川市金凤区',
    short: '银川市',
    province: '宁',
    areaCode: '0951',
  },
  {
    region: '640302',
    towns: [],
    address: '宁夏回族自治区吴忠市利通区',
    short: '吴忠市',
    province: '宁',
    areaCode: '0953',
  },
  {
    region: '640402',
    towns: [],
    address: '宁夏回族自治区固原市原州区',
    short: '固原市',
    province: '宁',
    areaCode: '0954',
  },
  {
    region: '620102',
    towns: [],
    address: '甘肃省兰州市城关区',
    short: '兰州',
    province: '陇',
    areaCode: '0931',
  },
  {
    region: '610113',
    towns: [],
    address: '陕西省西安市雁塔区',
    short: '西安',
    province: '陕',
    areaCode: '029',
  },
  {
    region: '330106',
    towns: [],
    address: '浙江省杭州市西湖区',
    short: '杭州',
    province: '浙',
    areaCode: '0571',
  },
  {
    region: '440305',
    towns: [],
    address: '广东省深圳市南山区',
    short: '深圳市',
    province: '粤',
    areaCode: '0755',
  },
];

export const STREETS: readonly string[] = [
  '鼓楼东街',
  '平安西路',
  '应理北街',
  '文萃路',
  '利民街',
  '机场大道',
  '迎宾大道',
  '育才巷',
  '南滨河路',
  '新墩花园',
  '富民路',
  '工业园纬三路',
];

export const SURNAMES: readonly string[] = [...'马杨王李张刘田陈赵丁白苏何吴金黄冯哈纳郭罗孙宋'];
export const GIVEN_NAMES: readonly string[] = [
  '建国',
  '晓燕',
  '志强',
  '海霞',
  '文斌',
  '玉兰',
  '学军',
  '雪梅',
  '小龙',
  '彦虎',
  '丽娟',
  '永胜',
  '佳宁',
  '少华',
  '桂芳',
  '浩然',
  '思雨',
  '正平',
  '振宇',
  '春花',
];

/** Invented brand words: pairs of characters that firms hardly use. */
export const BRAND_WORDS: readonly string[] = [
  '朔棠',
  '岚杞',
  '泠沙',
  '砾禾',
  '漠瑾',
  '苇澜',
  '穗砚',
  '垚棉',
  '昊芨',
  '霁麦',
  '钰芃',
  '梵砾',
  '汐垄',
  '沐芨',
  '阡禾',
  '珩漠',
  '岱苇',
  '笙杞',
  '磬沙',
  '翎禾',
  '桉漠',
  '澍垄',
  '芮砾',
  '骊棠',
  '棠芨',
  '麓杞',
  '滟禾',
  '稷砚',
  '葳沙',
  '霁垚',
  '砚苇',
  '漪麦',
  '璟垄',
  '芃棠',
  '芷砾',
  '恺芨',
];
