import type { TextSet } from './piece.ts';

const NO_CURE = [
  'disease-treatment-claims',
  'health-food-ad-violation',
  'medical-ad-prohibited-claims',
] as const;

/** Lawful texts that look like unlawful advertising: measured superlatives, grades, denials, other uses of the words. */
export const NEAR_ADS: readonly TextSet[] = [
  {
    slot: 'detail',
    resembles: ['absolute-terms-ad'],
    texts: [
      '最小包装 200 克，最多可叠放六层，最大承重 15 公斤（实测）。',
      '这是我们店里目前最便宜的一款，比本店其他规格每 100 克少 2 元。',
      '请在第一时间验货，最晚签收后 48 小时内联系我们。',
      '最佳食用期为开封后 7 天，最好放冰箱。',
      '顶级、最好这类词广告法不让用，我们就实话实说：中等偏上，价格公道。',
      '本店 2025 年销量最高的规格是 500 克装，后台数据截图见末页（统计期 1–12 月，仅本店）。',
      '极限运动时请勿使用；工作温度最低 -10℃，最高 45℃。',
      '最终成交价以结算页为准，最近一次调价是本月 3 日，前后价格都列在下面。',
      '第一次买的顾客送一份使用说明，第二件起不再重复赠送。',
      '我们的目标是成为{place}最受欢迎的小店，路还很长，欢迎多提意见。',
      '首选快递为中通，其次邮政；唯一客服号就是页面右下角这个。',
    ],
  },
  {
    slot: 'detail',
    lines: ['wolfberry', 'tea', 'fruit', 'mutton'],
    resembles: ['absolute-terms-ad'],
    texts: [
      '等级按国家标准分特优、特级、甲级、乙级四档，这款是特级。',
      '特级初榨、一级、二级是标准里的等级名，不是自己封的，检测单在第五张图。',
      '一级大果，果径 80 毫米以上，是 GB/T 10651 里的一等。',
    ],
  },
  {
    slot: 'detail',
    lines: ['clothing', 'jewellery', 'home'],
    resembles: ['absolute-terms-ad', 'state-symbol-or-official-ad'],
    texts: [
      '图案取材国家级非物质文化遗产项目“剪纸”，项目编号见名录（省级传承人授权）。',
      '老城的极品斋书店、第一中学门口、国宾路都有我们的线下试穿点。',
    ],
  },
  {
    slot: 'article',
    resembles: ['absolute-terms-ad', 'false-advertising'],
    texts: [
      '《中华人民共和国广告法》第九条规定，广告不得使用“国家级”“最高级”“最佳”等用语。商家写文案时，凡是比不出来的话就不要写。',
      '县局通报：某商行在网页宣称“全网第一、史上最低价”，被责令停止发布并处罚款，提醒经营者引以为戒。',
      '消费提示：看到“顶级”“国家级”“销量冠军”的字样，先问一句谁评的、什么时候评的，拿不出依据的不要信。',
      '他在日记里写道，那是一生中最好的一个夏天，也是第一次看见那么亮的星星。',
    ],
  },
  {
    slot: 'article',
    resembles: [...NO_CURE, 'health-exaggeration-to-elderly'],
    texts: [
      '市场监管部门提醒老年朋友：凡是说能根治高血压、糖尿病、包治百病的“神药”，都是骗人的，保健食品不能代替药品。',
      '法院判决书认定，被告在店铺页面宣传枸杞“抗癌、降血糖”，构成虚假宣传，判令退一赔三。',
      '《食品安全法》第七十三条：食品广告的内容应当真实合法，不得含有虚假内容，不得涉及疾病预防、治疗功能。',
      '门诊里常有人问，喝什么能把血压喝下去？答案是没有。按时吃药、少盐、复诊，别停药。',
      '辟谣：红枣补血？一百克红枣的铁只有两毫克，贫血还得去医院查原因，该吃药吃药。',
    ],
  },
  {
    slot: 'article',
    resembles: [
      'fake-trade-service',
      'unfair-term-final-interpretation',
      'no-reason-return-refused',
      'fake-trade-own',
    ],
    texts: [
      '警方提示：凡是让你先垫付的“刷单返利”都是诈骗，不要点陌生链接，被骗请拨 110。',
      '“最终解释权归本店所有”写了也没用。《网络交易监督管理办法》第二十一条把它列为不得含有的内容。',
      '有读者来信：买的鞋不合脚，商家说“一经售出概不退换”，合不合法？律师答：网购七日内有权退货，这样的告示无效。',
      '反不正当竞争法修订后，组织刷单炒信、帮人删差评的“服务商”同样要罚，最高可到二百万元。',
    ],
  },
  {
    slot: 'article',
    resembles: ['wildlife-sale', 'wildlife-food', 'prohibited-goods-generic'],
    texts: [
      '森林公安在路边查获穿山甲鳞片三公斤、羚羊角两根，涉案人员已被刑事拘留，提醒群众不买卖、不食用野生动物。',
      '志愿者在黄河湿地数到大天鹅一百二十只，请远观，不投喂，不惊扰。',
      '发菜早在 2000 年就被国务院明令禁止采集和销售，市场上见到请拨打举报电话。',
    ],
  },
  {
    slot: 'article',
    resembles: ['investment-ad-violation', 'real-estate-ad-violation', 'education-ad-violation'],
    texts: [
      '承诺“保本高收益、稳赚不赔”的理财项目，十有八九是非法集资，投资者风险自担，别贪那点利息。',
      '教育部门约谈三家培训机构：不得再用“包过”“保证提分”招生，已经打出去的广告立即撤下。',
      '买商铺前先算账：开发商说的年回报 10% 写不进合同，写进去的多半也兑现不了。',
    ],
  },
  {
    slot: 'detail',
    lines: ['wolfberry', 'mutton', 'tea', 'fruit', 'snack', 'wild'],
    resembles: ['disease-treatment-claims', 'food-label-violation'],
    texts: [
      '再说一遍：它就是食品，不治病，血糖高的朋友请听医生的，别拿它当药。',
      '有顾客问能不能降血压，我们只能说不能，没有这个功效，也不会这么宣传。',
      '孕妇、糖尿病患者食用前请咨询医生。',
      '痛风发作期不建议喝肉汤；高尿酸的人请适量。',
      '本品为普通食品，不具有保健功能，不能代替药物。',
      '包装里的干燥剂不可食用，误食请及时就医治疗。',
    ],
  },
  {
    slot: 'detail',
    lines: ['health-food'],
    resembles: ['health-food-ad-violation', 'disease-treatment-claims', 'unreviewed-special-ad'],
    texts: [
      '广告批准文号：宁食健广审（文）第271130-00301号；本品不能代替药物；适宜人群：免疫力低下者；不适宜人群：少年儿童。',
      '有病请去医院，本品不治高血压，也不能替您停药，客服不回答看病问题。',
      '功能只有批准的一项：有助于增强免疫力。网上说它防癌、降糖的都不是我们说的，请勿轻信。',
    ],
  },
  {
    slot: 'detail',
    lines: ['cosmetics'],
    resembles: ['disease-treatment-claims', 'absolute-terms-ad'],
    texts: [
      '化妆品不能治疗皮炎、湿疹，有皮肤病请去看医生。',
      '不含药物成分，没有消炎、止痒的作用，它只是洗面奶。',
      '最外层纸盒可回收；第一次按压需要多按几下才出液。',
    ],
  },
  {
    slot: 'detail',
    lines: ['device', 'pharmacy'],
    resembles: ['medical-ad-prohibited-claims', 'prescription-drug-ad', 'unreviewed-special-ad'],
    texts: [
      '不能根治任何疾病，仅供家庭日常监测，异常读数请就医。',
      '处方药请凭处方到实体药店购买，本店网上不展示、不销售处方药。',
      '医疗器械广告审查批准文号：宁械广审（文）第271231-00117号。禁忌内容或者注意事项详见说明书。',
      '说明书“不良反应”一栏写得很清楚，没有哪种药是没有副作用的。',
    ],
  },
  {
    slot: 'detail',
    lines: ['liquor'],
    resembles: ['liquor-ad-violation', 'absolute-terms-ad'],
    texts: [
      '开车不喝酒，喝酒不开车；不劝酒，量力而行。',
      '酒不能缓解焦虑，更不能当药，睡不着请少喝茶。',
      '优级、一级是 GB/T 10781 里的质量等级，这款是优级。',
    ],
  },
  {
    slot: 'detail',
    lines: ['vape'],
    resembles: ['tobacco-ecig-ad'],
    texts: [
      '香薰机只能加水和精油，不是电子烟，不能加烟油。',
      '依据国家规定，网上不得销售电子烟和烟弹，来问的一律不回。',
    ],
  },
];
