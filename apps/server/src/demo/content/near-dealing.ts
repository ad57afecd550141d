import type { TextSet } from './piece.ts';

/** Lawful terms, prices and trade descriptions that look like unlawful ones. */
export const NEAR_DEALING: readonly TextSet[] = [
  {
    slot: 'terms',
    resembles: [
      'unfair-term-final-interpretation',
      'unfair-term-exempt-liability',
      'unfair-term-limit-remedy',
      'unfair-term-limit-complaint',
    ],
    texts: [
      '对格式条款的理解发生争议的，按照通常理解予以解释；有两种以上解释的，作出不利于本店的解释。',
      '因不可抗力不能发货的，我们及时通知您并全额退款，依法部分或者全部免除责任。',
      '因您填错地址造成的二次派送费由您承担，商品本身的质量责任仍由本店承担。',
      '发生争议先协商，协商不成可以向 12315 或者消费者协会投诉，也可以向人民法院起诉。',
      '本店不写“最终解释权归本店”这样的话，有疑问请打客服电话。',
      '运输破损请当场拒收，本店承担责任并免费重发。',
      '赔偿标准依照《消费者权益保护法》第五十五条执行，食品类依照《食品安全法》第一百四十八条执行。',
    ],
  },
  {
    slot: 'terms',
    resembles: [
      'unfair-term-limit-termination',
      'unfair-term-other-unfair',
      'auto-renewal-no-notice',
      'auto-renewal-no-cancel',
    ],
    texts: [
      '订单出库前可以随时取消，款项原路退回；出库后可以拒收或者七日内退货。',
      '连续包月到期前五日我们以短信提醒，您可以在“我的—会员—自动续费”随时关闭，不收手续费。',
      '修改本协议前七日在首页公示并征求意见，您不同意可以退出，退出前发生的事情按原协议办。',
      '预付卡余额随时可退，按实际充值的本金计算，不扣手续费。',
      '定制刻字的商品下单前会请您单独点一次“我已知晓不支持七天无理由退货”，不点不能付款。',
    ],
  },
  {
    slot: 'terms',
    resembles: ['account-cancellation-obstacle', 'personal-info-without-consent', 'default-bundling'],
    texts: [
      '您可以在“设置—账号安全—注销账号”自行注销，我们在十五日内删除您的个人信息，不设其他条件。',
      '收集电话和地址只为发货，不提供给第三方做营销；营销短信默认关闭。',
      '运费险、会员等附加服务均不默认勾选，需要的请您自己勾选。',
    ],
  },
  {
    slot: 'returns',
    resembles: ['no-reason-return-refused', 'unfair-term-limit-remedy'],
    texts: [
      '自签收次日起七日内可无理由退货，商品应当完好；为检查而拆封、试穿不影响退货。',
      '鲜活易腐、定作、在线下载类商品依法不适用七日无理由退货，页面已用红字标明并请您确认。',
      '有的店写“一经售出概不退换”，我们不写，也不这么做。',
      '退货商品到仓后当日验收，七日内退款，运费按“谁的责任谁承担”，质量问题由我们付。',
      '食品拆封后如无质量问题，会影响安全或者改变品质的，经您购买时确认可不适用无理由退货；有质量问题照退照赔。',
      '超过七日发现质量问题的，照样可以找我们，三包期内修、换、退。',
    ],
  },
  {
    slot: 'notice',
    resembles: [
      'fake-trade-own',
      'misleading-review-display',
      'false-original-price',
      'misleading-price-display',
    ],
    texts: [
      '欢迎如实评价，好评差评都展示，我们不搞好评返现。',
      '划线价为 10 月 8 日至 14 日本店成交的最低价，活动价 11 月 20 日 0 点起，11 月 26 日 24 点止。',
      '库存 37 件，与仓库实时同步，卖完下架，下一批预计下月初到。',
      '降价原因：临近保质期（还有 4 个月），介意请选新日期款。',
      '满 200 元减 20 元，全场通用，不限款，随时可用；参加活动不需要邀请好友。',
      '抽奖规则：奖品共 30 份，最高奖为价值 399 元的炒锅一口，概率和名单次日在本页公布。',
    ],
  },
  {
    slot: 'banner',
    resembles: ['absolute-terms-ad', 'misleading-price-display', 'unfair-term-final-interpretation'],
    texts: [
      '第一届枸杞文化节 8 折专场，规则见活动页，欢迎监督',
      '秋冬上新|满 199 减 20|活动时间与范围见详情',
      '最后一批夏款尾货，尺码不全，拍前请看库存',
      '本店活动规则以页面公示为准，有疑义请按通常理解',
    ],
  },
  {
    slot: 'detail',
    lines: ['clothing', 'digital', 'liquor', 'cosmetics'],
    resembles: ['trademark-infringing-goods', 'no-price-marking'],
    texts: [
      '本店不卖高仿、复刻、A货，只有授权正品，授权书见店铺资质。',
      '原单、尾货这种词我们不用，这批是过季库存，有吊牌有发票。',
      '批发价请联系客服要报价单；零售价就是页面标价，含税含运费。',
    ],
  },
  {
    slot: 'detail',
    lines: ['wolfberry'],
    resembles: ['gi-trademark-infringement'],
    texts: [
      '产地青海德令哈，不是中宁枸杞，价格便宜是这个原因，请看清再买。',
      '本店经许可使用“中宁枸杞”证明商标，使用证编号印在包装侧面，可向管理单位核实。',
    ],
  },
  {
    slot: 'detail',
    lines: ['kids', 'appliance', 'digital', 'snack'],
    resembles: ['ccc-uncertified-goods', 'three-no-products', 'food-sale-without-licence'],
    texts: [
      '请认准标签上的厂名、厂址、生产日期和合格证，遇到三无产品请举报。',
      '没有 3C 认证的童车不要买，本店每一台都能在认监委网站查到证书。',
      '家庭厨房没有许可证是不能上网卖熟食的，我们的食品经营许可证号在页底。',
    ],
  },
  {
    slot: 'detail',
    lines: ['training'],
    resembles: ['education-ad-violation'],
    texts: [
      '不承诺通过率，不搞“包过班”，考得怎么样看您自己的努力。',
      '上一期 46 人参加考试，19 人通过，名单经本人同意公布在教室走廊。',
    ],
  },
  {
    slot: 'detail',
    lines: ['property'],
    resembles: ['real-estate-ad-violation'],
    texts: [
      '到高铁站的道路距离 4.2 公里（地图测距），路上多久看路况，我们不写分钟。',
      '房价有涨有跌，买房请按自住需要考虑，本公司不承诺升值和租金回报。',
    ],
  },
  {
    slot: 'detail',
    lines: ['wealth'],
    resembles: ['investment-ad-violation'],
    texts: [
      '没有稳赚不赔的生意，开店有赚有亏，请实地看三家老店再决定。',
      '不承诺保本，不承诺收益，投资有风险，入市须谨慎。',
    ],
  },
  {
    slot: 'detail',
    lines: ['farm'],
    resembles: ['agri-input-ad-violation'],
    texts: [
      '产量受土壤、天气、管理影响，区试平均亩产 865 公斤（两年 11 个点），不代表您家地里的产量。',
      '农药有毒，喷药要戴口罩手套，安全间隔期 7 天，别信“无毒无残留”的说法。',
    ],
  },
  {
    slot: 'detail',
    lines: ['wild', 'jewellery', 'mutton'],
    resembles: ['wildlife-sale', 'wildlife-food', 'prohibited-goods-generic'],
    texts: [
      '手牌是植物象牙果（一种棕榈的种子）雕的，不是动物象牙。',
      '图案是岩羊和鹅喉羚，画的，不卖野味，贺兰山的动物请让它们好好活着。',
      '我们不收发菜、不卖发菜，挖它毁草原；包子馅用的是地软。',
      '牛角梳是水牛角，附检疫材料，不是羚羊角。',
    ],
  },
  {
    slot: 'detail',
    lines: ['agency', 'digital', 'home'],
    resembles: ['prohibited-goods-generic', 'fake-trade-service'],
    texts: [
      '不代开发票、不卖对公账户、不刷单，问一次拉黑一次。',
      '家用摄像头带指示灯，装在客厅请告诉家里人，不得用来偷拍。',
      '学历证书丢了请回学校补办证明书，谁说能办真证都是骗子。',
    ],
  },
];
