import type { TextSet } from './piece.ts';

/** Prices, prizes, reviews and other competition: as merchants write it. */
export const PLANTED_DEALING: readonly TextSet[] = [
  {
    slot: 'detail',
    breaks: ['no-price-marking'],
    texts: [
      '价格‹私聊›，页面上的 1 元是占位，‹拍前问价›。',
      '标价不含包装费、人工费，‹具体多少钱到时候看情况›，‹面谈›。',
      '‹价格请加微信咨询›，不同客户不同价，勿直接拍。',
      '到货‹另收打包费 15 元、冷链费看天气›，页面没写的以客服报价为准。',
    ],
  },
  {
    slot: 'detail',
    breaks: ['false-original-price'],
    arguable: [
      'misleading-price-display',
      'false-commercial-promotion',
      'absolute-terms-ad',
      'fake-scarcity-marketing',
    ],
    texts: [
      '‹原价 1999›，今天只要 199！（原价为本店吊牌价，‹未实际成交过›）',
      '‹专柜价 3680 元›，直播间 98 元带走，线下根本‹没有专柜›，懂的都懂。',
      '先把标价‹从 68 提到 128 再打五折›，活动名额写满 618，大家冲！',
      '‹出厂价›只此一天，原价 888，‹明天恢复›。（本页长期有效）',
    ],
  },
  {
    slot: 'banner',
    breaks: ['misleading-price-display'],
    arguable: [
      'false-original-price',
      'fake-scarcity-marketing',
      'absolute-terms-ad',
      'promotion-rule-mismatch',
    ],
    texts: [
      '‹全场 1 折起›！（仅限购物袋一款）',
      '‹跳楼价、血亏价›，亏本清仓就这几天（本店自 2023 年起清仓）',
      '‹9.9 元包邮›！点进去选规格，正装 99 元另加邮费 12 元',
      '‹免费送›{product}，只付运费 39.9 元，每人限领十份',
    ],
  },
  {
    slot: 'notice',
    breaks: ['fake-scarcity-marketing'],
    arguable: ['misleading-price-display', 'false-commercial-promotion', 'misleading-click-ad'],
    texts: [
      '‹最后 3 件›！（库存显示为系统自动生成，‹卖完自动补满›）',
      '限时抢购 ‹00:09:59›，‹倒计时结束后重新开始›，价格不变。',
      '现货秒发！拍下后 20 天左右去产地调货，‹其实没有现货›，着急勿催。',
      '‹已有 8362 人预订›（演示数据），名额只剩 5 个，手快有手慢无。',
    ],
  },
  {
    slot: 'notice',
    breaks: ['illegal-prize-sale'],
    arguable: ['false-commercial-promotion', 'absolute-terms-ad', 'unfair-term-other-unfair'],
    texts: [
      '下单即抽奖，‹头奖小轿车一辆（价值 12.8 万元）›，抽完为止。',
      '消费满 88 元抽‹十万元现金›大奖，‹中奖名单不公布›。',
      '{shop}周年庆，‹一等奖价值 68000 元›欧洲游，二等奖苹果手机三台。',
      '抽奖奖品‹以实物为准，商家可随时更换或取消›，中奖概率‹不对外公布›。',
    ],
  },
  {
    slot: 'notice',
    breaks: ['fake-trade-own'],
    arguable: ['misleading-review-display', 'false-commercial-promotion', 'fake-trade-service'],
    texts: [
      '收货后‹五星好评晒图返现 5 元›，加卡片上的微信领红包。',
      '‹好评返 3 元›，15 字以上带图再加 2 元，差评没有哦亲。',
      '写‹好评送优惠券›，内容我们发给您，‹复制粘贴就行›。',
    ],
  },
  {
    slot: 'notice',
    breaks: ['misleading-review-display'],
    arguable: ['fake-trade-own', 'platform-review-deletion', 'false-commercial-promotion'],
    texts: [
      '评价区只‹展示四星以上评价›，‹差评一律折叠不显示›。',
      '同系列‹老款的 3 万条好评已合并到新款›，请放心选购。',
      '系统设置：‹好评置顶、差评后置›，给大家一个清爽的页面。',
    ],
  },
  {
    slot: 'article',
    lines: ['agency', 'wealth', 'digital'],
    breaks: ['fake-trade-service'],
    arguable: [
      'fake-traffic-data',
      'fake-trade-own',
      'ad-not-identifiable',
      'prohibited-goods-generic',
      'investment-ad-violation',
    ],
    texts: [
      '承接各平台‹补单›，真人真号，‹空包›底单齐全，一单 8 元，日出 500 单。',
      '招‹刷手›，手机就能做，‹垫付›后秒返本金加佣金 6 元，学生宝妈都行。',
      '短视频‹涨粉、刷赞、刷评论›，直播间‹人气机器人› 1000 人/天 30 元。',
      '专业‹删差评›、‹代写好评›，店铺动销一条龙，进群看价目表。',
      '‹S单›需要的老板滴滴，‹晒图追评›全套，IP 不重复，稽查不到。',
    ],
  },
  {
    slot: 'notice',
    lines: ['mutton', 'fruit', 'snack', 'farm', 'wolfberry'],
    breaks: ['price-gouging'],
    arguable: ['fake-scarcity-marketing', 'false-commercial-promotion'],
    texts: [
      '内部消息：下周全国断货，‹马上要涨三倍›，赶紧囤，不囤后悔！',
      '冷库压着两百吨，‹就等涨价再放›，现在买还是老价钱，‹过几天翻番›。',
    ],
  },
  {
    slot: 'terms',
    breaks: ['default-bundling'],
    arguable: ['unfair-term-other-unfair'],
    texts: [
      '提交订单时系统‹默认勾选运费保障 2 元和会员包 9.9 元›，未取消即视为购买。',
      '门票订单‹自动附加出行意外险›，不需要的顾客请在出票前致电人工取消。',
    ],
  },
  {
    slot: 'banner',
    breaks: ['misleading-click-ad'],
    arguable: ['fake-scarcity-marketing', 'false-commercial-promotion', 'illegal-prize-sale'],
    texts: [
      '‹系统提示：您的手机检测到 3 个病毒，点击立即清理›',
      '‹您有一个 200 元红包未领取›，点此领取（跳转商品页）',
      '‹▶ 点击播放完整视频›（实为广告链接）',
    ],
  },
];
